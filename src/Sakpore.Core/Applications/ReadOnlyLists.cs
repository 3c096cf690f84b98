namespace Sakpore.Core.Applications;

/// <summary>One more item behind a list that does not change. In one array: every action of an application goes through here.</summary>
internal static class ReadOnlyLists
{
    public static T[] And<T>(this IReadOnlyList<T> list, T item)
    {
        var longer = new T[list.Count + 1];
        for (int i = 0; i < list.Count; i++)
            longer[i] = list[i];
        longer[^1] = item;
        return longer;
    }
}
