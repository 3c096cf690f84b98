using Sakpore.Signing.Pades;

namespace Sakpore.Signing.Tests.Pades;

/// <summary>Pictures in PNG as the samples that a page shows: every kind of colour and depth, on white.</summary>
public class PngTests
{
    [Test]
    public void Png_of_every_kind_becomes_samples_on_white()
    {
        Assert.That(PngImage.Decode(SamplePng.Build(2, 1, 8, 0, [7, 200]))!.Samples, Is.EqualTo(new byte[] { 7, 200 }), "grey");
        Assert.That(PngImage.Decode(SamplePng.Build(8, 1, 1, 0, [0b1010_0000]))!.Samples, Is.EqualTo(new byte[] { 255, 0, 255, 0, 0, 0, 0, 0 }), "one bit");
        Assert.That(PngImage.Decode(SamplePng.Build(2, 1, 4, 3, [0x01], ("PLTE", [1, 2, 3, 4, 5, 6]), ("tRNS", [255, 0])))!.Samples, Is.EqualTo(new byte[] { 1, 2, 3, 255, 255, 255 }), "palette");
        Assert.That(PngImage.Decode(SamplePng.Build(1, 1, 8, 4, [0, 51]))!.Samples, Is.EqualTo(new byte[] { 204 }), "grey and alpha");
        Assert.That(PngImage.Decode(SamplePng.Build(1, 1, 8, 6, [255, 0, 0, 51]))!.Samples, Is.EqualTo(new byte[] { 255, 204, 204 }), "colour and alpha");
        Assert.That(PngImage.Decode(SamplePng.Build(1, 1, 8, 3, [9], ("PLTE", [1, 2, 3]))), Is.Null, "beyond the palette");
        Assert.That(PngImage.Decode(SamplePng.Build(1, 1, 4, 2, [0, 0])), Is.Null, "colour of 4 bits");
        Assert.That(PngImage.Decode(SamplePng.Build(3, 1, 16, 0, [0, 0, 0x80, 0x80, 0xFF, 0xFF], ("tRNS", [0, 0])))!.Samples, Is.EqualTo(new byte[] { 255, 128, 255 }), "16 bits");
        Assert.That(PngImage.Decode(SamplePng.Build(1, 1, 16, 2, [0, 0, 0x7F, 0xFF, 0xFF, 0]))!.Samples, Is.EqualTo(new byte[] { 0, 127, 254 }), "colour of 16 bits");
        Assert.That(PngImage.Decode(SamplePng.Build(1, 1, 16, 6, [0xFF, 0xFF, 0, 0, 0, 0, 0x33, 0x33]))!.Samples, Is.EqualTo(new byte[] { 255, 204, 204 }), "16 bits and alpha");
        var whole = SamplePng.Quarters();
        for (var length = 8; length < whole.Length; length++)
            PngImage.Decode(whole.AsSpan(0, length));
    }

    [Test]
    public void Interlaced_png_gives_the_same_samples([Values(1, 2, 3, 5, 8, 9, 20)] int width, [Values(1, 4, 7, 17)] int height)
    {
        var samples = new byte[width * height * 3];
        new Random(width * 100 + height).NextBytes(samples);
        Assert.That(PngImage.Decode(SamplePng.Interlaced(width, height, 2, 3, samples))!.Samples, Is.EqualTo(samples));
    }
}
