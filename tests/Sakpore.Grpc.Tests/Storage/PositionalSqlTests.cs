using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Tests.Storage;

internal sealed class PositionalSqlTests
{
    [Test]
    public void Names_become_places_each_once_and_longer_names_are_others()
    {
        var sql = PositionalSql.Of("UPDATE t SET a = @id, b = @id2, c = @on_time WHERE id = @id AND d = @id2");
        Assert.That(sql.Text, Is.EqualTo("UPDATE t SET a = $1, b = $2, c = $3 WHERE id = $1 AND d = $2"));
        Assert.That(sql.Parameters, Is.EqualTo(new[] { "id", "id2", "on_time" }));
    }

    [TestCase("INSERT INTO t (a) VALUES ('at @home', 'it''s @me')")]
    [TestCase("SELECT a @> b, a @ b FROM t")]
    [TestCase("COMMIT")]
    public void What_is_no_parameter_stays(string sql)
    {
        Assert.That(PositionalSql.Of(sql).Text, Is.EqualTo(sql));
        Assert.That(PositionalSql.Of(sql).Parameters, Is.Empty);
    }
}
