using Sakpore.Reference;

// Writes what is generated from the protos. The folder of the repository is found from where the program was built.
foreach (var (path, text) in ReferenceFiles.All())
{
    File.WriteAllText(Path.Combine(ReferenceFiles.Repository(), path), text);
    Console.WriteLine(path);
}
