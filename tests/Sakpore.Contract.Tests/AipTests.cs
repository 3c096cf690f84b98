using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using Sakpore.Reference.Contract;

namespace Sakpore.Contract.Tests;

/// <summary>The contract held against Google AIP, where buf does not look. An exception stands here with its reason.</summary>
internal sealed partial class AipTests
{
    private static readonly ContractImage Contract = ContractImage.Read();

    /// <summary>Methods that are posted and store nothing: the body keeps a secret or a file out of addresses.</summary>
    private static readonly string[] Questions = ["Track", "VerifySmallDocument", "VerifySeal", "ValidateCatalog", "ProposeHolidays"];

    /// <summary>Done once by what it is: an application has one survey, and the second answer is refused.</summary>
    private static readonly string[] OnceByNature = ["AnswerSurvey"];

    /// <summary>Reports and views are computed, for a span or from an application, and are no resources of their own.</summary>
    private static readonly string[] Views = ["GetServiceLevelReport", "GetSatisfactionIndex", "GetInternalTracking"];

    private static IEnumerable<MethodDescriptor> Actions => Contract.Methods.Where(method =>
        !method.IsClientStreaming && HttpForm.Of(method, Contract) is { Verb: not "GET" } && !Questions.Contains(method.Name) && !OnceByNature.Contains(method.Name));

    private static IEnumerable<MethodDescriptor> Standard(string verb) =>
        Contract.Methods.Where(method => method.Name.StartsWith(verb, StringComparison.Ordinal) && method.Name != verb);

    [Test]
    public void Everything_is_documented() => Holds(
        Contract.Services.Cast<IDescriptor>().Concat(Contract.Methods).Concat(Contract.Messages).Concat(Contract.Messages.SelectMany(message => message.Fields.InFieldNumberOrder()))
            .Concat(Contract.Enums).Concat(Contract.Enums.SelectMany(declared => declared.Values)),
        declared => declared.Comment().Length > 0);

    // AIP-155. What goes on over several calls has an operation's id instead: the same one goes on, and does nothing twice.
    [Test]
    public void Every_action_has_a_request_id() => Holds(
        Actions,
        method => (method.InputType.FindFieldByName("request_id") ?? method.InputType.FindFieldByName("operation_id")) is { FieldType: FieldType.String } id
            && id.Is(FieldBehavior.Required));

    // AIP-163.
    [Test]
    public void Every_action_can_only_be_asked_about() => Holds(
        Actions, method => method.InputType.FindFieldByName("validate_only") is { FieldType: FieldType.Bool });

    // AIP-154.
    [Test]
    public void Every_action_on_an_application_takes_its_etag() => Holds(
        Actions.Where(method => HttpForm.Of(method, Contract)!.Path.StartsWith("/v1/applications/{application}:", StringComparison.Ordinal)),
        method => method.InputType.FindFieldByName("etag") is { FieldType: FieldType.String });

    // AIP-131.
    [Test]
    public void Get_answers_with_the_resource_of_the_name() => Holds(
        Standard("Get").Where(method => !Views.Contains(method.Name)),
        method => method.InputType.FindFieldByName("name") is { } name && name.Is(FieldBehavior.Required) && name.ResourceType() == TypeOf(method.OutputType)
            && HttpForm.Of(method, Contract) is { Verb: "GET", Bound.Body: null });

    // AIP-132 and AIP-158.
    [Test]
    public void List_is_paged() => Holds(
        Standard("List"),
        method => method.InputType.FindFieldByName("page_size") is { FieldType: FieldType.Int32 } && method.InputType.FindFieldByName("page_token") is { FieldType: FieldType.String }
            && method.OutputType.FindFieldByName("next_page_token") is { FieldType: FieldType.String }
            && method.OutputType.Fields.InFieldNumberOrder()[0].IsRepeated && HttpForm.Of(method, Contract) is { Verb: "GET", Bound.Body: null });

    // AIP-133.
    [Test]
    public void Create_takes_and_answers_with_the_resource() => Holds(
        Standard("Create"),
        method => HttpForm.Of(method, Contract) is { Verb: "POST" } form && form.Bound.Body == method.OutputType && TypeOf(method.OutputType) is not null);

    // AIP-136: a custom method is POST with its verb after a colon, and is named by it; a submission is a Create that answers with more (ADR 4).
    [Test]
    public void Custom_method_has_its_verb_after_a_colon() => Holds(
        Actions.Where(method => !method.Name.StartsWith("Create", StringComparison.Ordinal) && method.Name != "SubmitApplication"),
        method => HttpForm.Of(method, Contract) is { Verb: "POST" } form && form.Path.Split(':') is [_, var verb] && method.Name.StartsWith(FirstWord().Match(verb).Value, StringComparison.OrdinalIgnoreCase));

    // AIP-122 and AIP-127.
    [Test]
    public void Addresses_are_collections_in_lower_camel_case() => Holds(
        Contract.Methods.Where(method => HttpForm.Of(method, Contract) is not null), method => Address().IsMatch(HttpForm.Of(method, Contract)!.Path));

    // AIP-203: in a resource and in a request every field says whether it is asked for.
    [Test]
    public void Every_field_of_a_resource_or_a_request_says_who_sets_it() => Holds(
        Contract.Messages.Where(message => TypeOf(message) is not null || Contract.Methods.Any(method => method.InputType == message))
            .SelectMany(message => message.Fields.InFieldNumberOrder()).Where(field => field.RealContainingOneof is null),
        field => field.Behaviors().Count > 0);

    // AIP-148: what the hub decides is output only.
    [Test]
    public void State_etag_and_times_that_the_hub_records_are_output_only() => Holds(
        Contract.Messages.Where(message => TypeOf(message) is not null).SelectMany(message => message.Fields.InFieldNumberOrder())
            .Where(field => field.Name is "state" or "etag" or "sha256" or "create_time" or "update_time" or "sign_time" or "submit_time" or "record_time"),
        field => field.Is(FieldBehavior.OutputOnly));

    // AIP-122.
    [Test]
    public void Every_resource_has_its_name_first() => Holds(
        Contract.Messages.Where(message => TypeOf(message) is not null),
        message => message.FindFieldByNumber(1) is { Name: "name", FieldType: FieldType.String } name && name.Is(FieldBehavior.Identifier));

    [Test]
    public void Every_secret_is_input_only() => Holds(
        Contract.Methods.SelectMany(method => method.InputType.Fields.InFieldNumberOrder()).Where(field => Secret().IsMatch(field.Name)), field => field.Is(FieldBehavior.InputOnly));

    // AIP-142; `day_zero` is the rule's own word for a date.
    [Test]
    public void Instants_are_times_and_days_are_dates() => Holds(
        Contract.Messages.SelectMany(message => message.Fields.InFieldNumberOrder()).Where(field => field.FieldType == FieldType.Message && !field.IsRepeated),
        field => field.MessageType.FullName switch
        {
            "google.protobuf.Timestamp" => field.Name.EndsWith("_time", StringComparison.Ordinal),
            "google.type.Date" => field.Name.EndsWith("date", StringComparison.Ordinal) || field.Name.EndsWith("dates", StringComparison.Ordinal) || field.Name == "day_zero",
            _ => true,
        });

    // AIP-191.
    [Test]
    public void Packages_are_a_concept_and_a_version() => Holds(
        Contract.Files, file => Package().IsMatch(file.Package) && file.Name.StartsWith(file.Package.Replace('.', '/') + "/", StringComparison.Ordinal));

    // AIP-126.
    [Test]
    public void Zero_of_an_enum_is_not_said() => Holds(Contract.Enums, declared => declared.FindValueByNumber(0)?.Name.EndsWith("_UNSPECIFIED", StringComparison.Ordinal) == true);

    private static void Holds<T>(IEnumerable<T> declared, Func<T, bool> rule)
        where T : IDescriptor
    {
        var all = declared.ToList();
        Assert.That(all, Is.Not.Empty, "A rule about nothing holds always.");
        Assert.That(all.Where(one => !rule(one)).Select(one => one.FullName), Is.Empty);
    }

    private static string? TypeOf(MessageDescriptor message) => message.GetOptions()?.GetExtension(ResourceExtensions.Resource)?.Type;

    [GeneratedRegex("passphrase|password|pin$|secret|^token$")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^/v1(/[a-z][A-Za-z]*(/\{[a-z_]+\})?)+(:[a-z][A-Za-z]*)?$")]
    private static partial Regex Address();

    [GeneratedRegex("^[a-z]+")]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"^sakpore\.[a-z]+\.v1$")]
    private static partial Regex Package();
}
