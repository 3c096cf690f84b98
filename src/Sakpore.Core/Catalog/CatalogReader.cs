using System.Text;
using Sakpore.Core.Catalog.Reading;
using Sakpore.Core.Procedures;

namespace Sakpore.Core.Catalog;

/// <summary>
/// Reads a city's catalog from the text of its files. Either every file is sound, each procedure proved and each
/// reference found, or all defects are told at once, by file and line.
/// </summary>
public static class CatalogReader
{
    /// <summary>Reads the files. Their first key says what they hold: permit, procedure, calendar, holidays or offices.</summary>
    /// <param name="files">The files, in any order.</param>
    public static CatalogReadResult Read(IEnumerable<CatalogFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var reading = new Gathering();
        foreach (CatalogFile file in files)
            reading.Read(file);
        return reading.Finish();
    }

    /// <summary>What was read so far.</summary>
    private sealed class Gathering
    {
        private readonly List<CatalogDefect> _defects = [];
        private readonly List<CatalogPart> _parts = [];
        private readonly List<ReadPart<PermitType>> _permitTypes = [];
        private readonly List<ReadPart<Procedure>> _procedures = [];
        private readonly List<ReadPart<CalendarSettings>> _calendars = [];
        private readonly List<ReadPart<HolidayDecree>> _decrees = [];
        private readonly List<ReadPart<OfficeList>> _offices = [];

        public void Read(CatalogFile file)
        {
            var source = new YamlSource(file.Path, _defects);
            string text = file.Text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
            if (source.Root(text) is not { } fields)
                return;
            switch (fields.FirstKey)
            {
                case "permit":
                    Keep(_permitTypes, PermitTypeReader.Read(fields), CatalogPartKind.PermitType, type => (type.Slug, type.Version), file.Path, text);
                    break;
                case "procedure":
                    ReadPart<Procedure> procedure = ProcedureReader.Read(fields);
                    ProcedureProof.Check(procedure);
                    Keep(_procedures, procedure, CatalogPartKind.Procedure, part => (part.Slug, part.Version), file.Path, text);
                    break;
                case "calendar":
                    Keep(_calendars, CalendarReader.ReadCalendar(fields), CatalogPartKind.Calendar, part => (part.Rules.Slug, part.Version), file.Path, text);
                    break;
                case "holidays":
                    Keep(_decrees, CalendarReader.ReadDecree(fields), CatalogPartKind.Holidays, part => (part.Slug, part.Version), file.Path, text);
                    break;
                case "offices":
                    Keep(_offices, OfficeReader.Read(fields), CatalogPartKind.Offices, part => (part.Slug, part.Version), file.Path, text);
                    break;
                default:
                    source.Defect(fields.Line, $"The first key is '{fields.FirstKey}'; it must be permit, procedure, calendar, holidays or offices.");
                    break;
            }
        }

        public CatalogReadResult Finish()
        {
            List<OfficeList> offices = [.. _offices.GroupBy(read => read.Part.Slug).Select(list => list.MaxBy(read => read.Part.Version)!.Part)];
            var lists = new HolidayLists(_decrees);
            lists.Check(_calendars);
            CrossChecks.Check(_permitTypes, _procedures, _calendars, [.. offices.SelectMany(list => list.Offices)]);
            if (_defects.Count > 0)
                return new CatalogReadResult.Defective([.. _defects.OrderBy(defect => defect.Path, StringComparer.Ordinal).ThenBy(defect => defect.Line)]);

            return new CatalogReadResult.Sound(new CityCatalog(
                [.. _parts.OrderBy(part => part.Kind).ThenBy(part => part.Slug, StringComparer.Ordinal).ThenBy(part => part.Version)],
                [.. _permitTypes.Select(read => read.Part).OrderBy(type => type.Slug, StringComparer.Ordinal).ThenBy(type => type.Version)],
                [.. _procedures.Select(read => read.Part).OrderBy(part => part.Slug, StringComparer.Ordinal).ThenBy(part => part.Version)],
                CalendarBuilder.Build(_calendars, lists),
                [.. offices.SelectMany(list => list.Offices)],
                [.. offices.SelectMany(list => list.Officers)]));
        }

        private void Keep<T>(List<ReadPart<T>> read, ReadPart<T> part, CatalogPartKind kind, Func<T, (string Slug, int Version)> identity, string path, string text)
        {
            (string slug, int version) = identity(part.Part);
            if (_parts.Find(other => other.Kind == kind && other.Slug == slug && other.Version == version) is { } twin)
                part.Source.Defect(1, $"{slug}@{version} stands in {twin.Path} too; a version stands once.");
            read.Add(part);
            _parts.Add(new(kind, slug, version, path, Encoding.UTF8.GetBytes(text)));
        }
    }
}
