Console.WriteLine("sakpore");
