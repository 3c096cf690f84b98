namespace Sakpore.Signing.Verification.Signatures;

/// <summary>What has been found about one signature so far; its indication follows from that alone.</summary>
internal sealed class SignatureFindings
{
    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public bool Has(Finding finding) => _all.Exists(f => f.Code == finding.Code);

    /// <summary>Notes a finding; the same one with the same detail only once.</summary>
    public void Add(Finding finding)
    {
        if (!_all.Contains(finding))
            _all.Add(finding);
    }

    /// <summary>Notes several.</summary>
    public void AddAll(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
            Add(finding);
    }

    /// <summary>Takes back what proved to be no fault.</summary>
    public void Remove(Predicate<Finding> which) => _all.RemoveAll(which);

    /// <summary>EN 319 102-1, 5.1.3: failed before indeterminate before passed; of several causes the one found first.</summary>
    public (Indication Indication, SubIndication? SubIndication) Conclude()
    {
        var decisive = _all.Find(f => f.Indication == Indication.TotalFailed) ?? _all.Find(f => f.Indication == Indication.Indeterminate);
        return decisive is null ? (Indication.TotalPassed, null) : (decisive.Indication!.Value, decisive.SubIndication);
    }

    /// <summary>The reasons, the weightiest first, otherwise in the order found.</summary>
    public IReadOnlyList<Reason> Reasons() =>
        [.. _all.OrderBy(f => f.Indication == Indication.TotalFailed ? 0 : 1).ThenByDescending(f => f.Severity).Select(f => f.ToReason())];
}
