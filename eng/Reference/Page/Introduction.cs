namespace Sakpore.Reference.Page;

/// <summary>What is the same for every method.</summary>
internal static class Introduction
{
    /// <summary>The head of the page.</summary>
    public const string Text =
        $"""
        # The hub's API
        The contract of `protos/`, as a page. It is generated (`{ReferenceFiles.Command}`); what is wrong here is wrong in the protos.

        ## How to call
        **Three ways, one contract.** gRPC; gRPC-Web (binary or text); HTTP and JSON at the addresses below, which the hub describes at
        `/openapi.json`. A method without an address streams files; over HTTP they go as raw bytes:
        `PUT /v1/uploads/ID` with the file's content type, under an id of the caller's, answers with the document, and
        `GET /v1/documents/ID:download` with the bytes. `docs/portals.md` shows it all with curl.

        **Who calls.** A calling system has a key: `authorization: Bearer KEY`. A portal acts for applicants. An office's system also says
        for which of its officers it acts: `sakpore-officer: officers/ID`. What is public needs neither.

        **Acting once.** Every action takes a `request_id`. Sent again with the same id and body it answers the same and is done once; with
        another body it is refused (`REQUEST_ID_REUSED`). Secrets are no part of the comparison. An `etag` that was seen makes an action
        depend on nothing having changed (`ETAG_MISMATCH`). With `validate_only` an action is decided as if meant, and nothing is stored.

        **Lists** come in pages of 50, or of what `page_size` says up to 100. A page token belongs to its query: with another filter or
        another caller it is refused (`INVALID_PAGE_TOKEN`).

        **A no** is google.rpc.Status: a code, a stable reason (google.rpc.ErrorInfo, domain `sakpore.id`, what it is about in
        `metadata.subject`), and a sentence in Indonesian and in English (google.rpc.LocalizedMessage). Nothing was changed.
        Where waiting helps, google.rpc.RetryInfo (over HTTP also `Retry-After`) says how long.
        [All reasons](#reasons) stand at the end.

        **Forms in JSON** (ProtoJSON). Names are in lowerCamelCase; those of the protos are read too. Enums are their names. An instant
        (`Timestamp`) is RFC 3339 in UTC; a whole day (`google.type.Date`) an object of `year`, `month` and `day`; a number of 64 bits a
        text; bytes base64. What is empty is written, an object that is absent is not. A field, an enum value or a query parameter that
        there is not is refused and named, a body past 2 MiB as well.

        """;
}
