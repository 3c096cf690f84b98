using Sakpore.Samples.CalculateDeadline;

// dotnet run --project samples/CalculateDeadline -- [RECEIVED [PERMIT [CALENDAR]]]
return Deadline.Print(
    received: args.ElementAtOrDefault(0) ?? "2026-03-17T09:00+07:00",
    permit: args.ElementAtOrDefault(1) ?? "skp-penelitian",
    calendar: args.ElementAtOrDefault(2) ?? "5-day-cuti-off",
    Console.Out);
