using Microsoft.Playwright;

namespace Sakpore.Grpc.Tests.PublicPages.Browser;

/// <summary>A page on a screen, and what is measured on it.</summary>
internal static class Screen
{
    // WCAG 2.2, 1.4.3 and 1.4.11, on what is painted: the contrast of each visible text with the nearest opaque
    // background, at least 4.5, or 3 for text of 24 px, or of 18.66 px in bold.
    private const string FaintTexts = """
        () => {
          const rgba = text => { const n = text.match(/[\d.]+/g).map(Number); return n.length === 3 ? [...n, 1] : n; };
          const luminance = c => {
            const [r, g, b] = c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] === 1) return c; } return [255, 255, 255, 1]; };
          const faint = [];
          for (const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walker.nextNode();) {
            const text = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
            if (!text || !element.checkVisibility()) continue;
            const style = getComputedStyle(element), size = parseFloat(style.fontSize);
            const [a, b] = [luminance(rgba(style.color)), luminance(ground(element))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < (size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${text}`);
          }
          return faint;
        }
        """;

    /// <summary>The widths at which each page is looked at, in CSS pixels.</summary>
    public static readonly int[] Widths = [360, 1280];

    /// <summary>A fresh page of a width, with JavaScript switched off as the pages promise to need none, unless it is asked for.</summary>
    public static async Task<IPage> OpenAsync(int width, bool withScripts = false)
    {
        var context = await Chromium.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = width < 500 ? 740 : 900 },
            JavaScriptEnabled = withScripts,
            Locale = "id-ID",
        });
        return await context.NewPageAsync();
    }

    /// <summary>Asserts that nothing is cut off, all text can be read, and keeps a picture under artifacts/screenshots.</summary>
    public static async Task LookAsync(IPage page, string name)
    {
        var width = page.ViewportSize!.Width;
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures(), $"{name}-{width}.png"), FullPage = true });
        Assert.Multiple(async () =>
        {
            Assert.That(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.AtMost(width), "nothing sticks out sideways");
            Assert.That(await page.EvaluateAsync<string[]>(FaintTexts), Is.Empty, "contrast");
            Assert.That(await page.Locator("h1").CountAsync(), Is.EqualTo(1));
            Assert.That(await page.Locator("html").GetAttributeAsync("lang"), Is.EqualTo(page.Url.Contains("bahasa=en", StringComparison.Ordinal) ? "en" : "id"));
        });
    }

    private static string Pictures()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sakpore.sln")))
            folder = folder.Parent;
        return Directory.CreateDirectory(Path.Combine(folder?.FullName ?? TestContext.CurrentContext.WorkDirectory, "artifacts", "screenshots")).FullName;
    }
}
