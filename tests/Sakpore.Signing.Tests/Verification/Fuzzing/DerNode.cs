namespace Sakpore.Signing.Tests.Verification.Fuzzing;

/// <summary>A node of a DER encoding that can be changed; whatever it becomes is written with right lengths.</summary>
internal sealed class DerNode
{
    private const int MostDepth = 40;

    private byte _tag;
    private byte[] _value = [];
    private List<DerNode>? _children;

    /// <summary>Reads one node and leaves what follows; null where the bytes are none.</summary>
    public static DerNode? Read(ReadOnlySpan<byte> bytes) => Read(ref bytes, 0);

    /// <summary>This node and all below.</summary>
    public IEnumerable<DerNode> All() => _children is null ? [this] : _children.SelectMany(c => c.All()).Prepend(this);

    /// <summary>Changes the node in one of several ways.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="other">Any node of the same tree.</param>
    /// <param name="foreign">A node of another tree.</param>
    public void Change(Random random, DerNode other, Func<DerNode?> foreign)
    {
        switch (random.Next(9))
        {
            case 0:
                _tag = (byte)random.Next(256);
                break;
            case 1 when _value.Length > 0:
                _value[random.Next(_value.Length)] ^= (byte)(1 << random.Next(8));
                break;
            case 2 when _children is { Count: > 0 }:
                _children.RemoveAt(random.Next(_children.Count));
                break;
            case 3 when _children is { Count: > 0 }:
                _children.Insert(random.Next(_children.Count), _children[random.Next(_children.Count)].Copy());
                break;
            case 4 when _children is { Count: > 1 }:
                _children.Reverse();
                break;
            case 5:
                Become(other.Copy());
                break;
            case 6 when foreign() is { } tree && tree.All().ToArray() is var nodes:
                Become(nodes[random.Next(nodes.Length)].Copy());
                break;
            case 7:
                (_value, _children) = ([], _children is null ? null : []);
                break;
            default:
                if (_children is null)
                    _value = [.. _value, (byte)random.Next(256)];
                else
                    _children.Add(other.Copy());
                break;
        }
    }

    public byte[] Write()
    {
        var content = _children is null ? _value : [.. _children.SelectMany(c => c.Write())];
        byte[] length = content.Length < 128 ? [(byte)content.Length]
            : content.Length < 256 ? [0x81, (byte)content.Length]
            : content.Length < 65536 ? [0x82, (byte)(content.Length >> 8), (byte)content.Length]
            : [0x83, (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length];
        return [_tag, .. length, .. content];
    }

    private void Become(DerNode other) => (_tag, _value, _children) = (other._tag, other._value, other._children);

    private DerNode Copy() => new() { _tag = _tag, _value = [.. _value], _children = _children?.ConvertAll(c => c.Copy()) };

    private static DerNode? Read(ref ReadOnlySpan<byte> bytes, int depth)
    {
        if (bytes.Length < 2 || depth > MostDepth || (bytes[0] & 0x1f) == 0x1f)
            return null;
        var (header, length) = (2, (int)bytes[1]);
        if (length > 0x83 || length == 0x80)
            return null;
        if (length > 0x80)
        {
            header += length - 0x80;
            if (bytes.Length < header)
                return null;
            var big = 0;
            foreach (var b in bytes[2..header])
                big = big << 8 | b;
            length = big;
        }

        if (length > bytes.Length - header)
            return null;
        var node = new DerNode { _tag = bytes[0], _value = bytes.Slice(header, length).ToArray() };
        if ((node._tag & 0x20) != 0)
        {
            var children = new List<DerNode>();
            ReadOnlySpan<byte> rest = node._value;
            while (!rest.IsEmpty)
            {
                if (Read(ref rest, depth + 1) is not { } child)
                    return null;
                children.Add(child);
            }

            (node._value, node._children) = ([], children);
        }

        bytes = bytes[(header + length)..];
        return node;
    }
}
