using System.Reflection;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Deadlines;
using Sakpore.Core.Mandates;
using Sakpore.Core.Numbering;
using Sakpore.Core.Satisfaction;
using Sakpore.Core.Tests.Applications;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Tests;

/// <summary>Misuse of a public method throws the ArgumentException family and nothing else: no null reference, no overflow, no index.</summary>
public sealed class MisuseTests
{
    private static readonly Assembly Core = typeof(CityCatalog).Assembly;

    [TestCase(Edge.Default)]
    [TestCase(Edge.Least)]
    [TestCase(Edge.Greatest)]
    public void Public_methods_throw_nothing_but_the_ArgumentException_family(Edge edge) => Assert.Multiple(() =>
    {
        int called = 0;
        foreach ((object? target, MethodBase method) in Calls())
        {
            object?[] arguments = [.. method.GetParameters().Select(parameter => Value(parameter.ParameterType, edge))];
            try
            {
                _ = method is ConstructorInfo constructor ? constructor.Invoke(arguments) : method.Invoke(target, arguments);
            }
            catch (TargetInvocationException fault)
            {
                Assert.That(fault.InnerException, Is.InstanceOf<ArgumentException>(), $"{method.DeclaringType}.{method.Name}({string.Join(", ", arguments)})");
            }

            called++;
        }

        Assert.That(called, Is.GreaterThan(150));
    });

    /// <summary>The values a careless caller has at hand.</summary>
    public enum Edge
    {
        Default,
        Least,
        Greatest,
    }

    private static IEnumerable<(object? Target, MethodBase Method)> Calls()
    {
        foreach (Type type in Core.GetExportedTypes().Where(type => !type.IsEnum && !type.ContainsGenericParameters && !type.IsSubclassOf(typeof(Delegate))))
        {
            if (!type.IsAbstract)
            {
                foreach (ConstructorInfo constructor in type.GetConstructors())
                    yield return (null, constructor);
            }

            foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(Callable))
                yield return (null, method);
        }

        foreach (object sample in Samples())
        {
            foreach (MethodInfo method in sample.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(Callable))
                yield return (sample, method);
        }
    }

    private static bool Callable(MethodInfo method) => !method.IsSpecialName && !method.ContainsGenericParameters && method.GetParameters().All(parameter => !parameter.IsOut);

    private static IEnumerable<object> Samples()
    {
        Walk walk = new Walk().ToBackOffice().Do(Walk.BackOffice, new ReturnForCorrection(["ktp"], "UNREADABLE"));
        OfficeHours hours = walk.Calendar.Rules.Hours;
        return
        [
            Repository.Catalog, walk.PermitType, walk.Procedure, walk.Procedure.Stages[0], walk.Calendar, walk.Calendar.Zone, walk.Calendar.Rules.Week,
            hours, hours.Ordinary[DayOfWeek.Monday], walk.State!, CorrectionWindow.Of(walk.State!, walk.PermitType, walk.Calendar)!,
            new ServiceLevelReport(), LetterNumberTemplate.Parse("{serial}")!, RegistrationId.At(walk.Now), SurveyScale.PermenPanrb14Of2017,
            new Mandate("m", "officers/x", "dpmptsp", ["KEPALA"], SigningCapacity.AtasNama, "WALI KOTA", [], walk.Now, null, "SK", null),
            Repository.Catalog.Officers[0],
        ];
    }

    private static object? Value(Type type, Edge edge)
    {
        if (edge != Edge.Default && type.GetField(edge == Edge.Least ? "MinValue" : "MaxValue", BindingFlags.Public | BindingFlags.Static) is { } bound)
            return bound.GetValue(null);
        if (edge != Edge.Default && type == typeof(string))
            return edge == Edge.Least ? "" : new string('\uFFFF', 300);
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
