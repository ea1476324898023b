package dev.caravan.quality.table;

import dev.caravan.event.Nearest;
import dev.caravan.quality.Shape;
import dev.caravan.quality.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table or view as the catalog has it.
 *
 * @param quoted its name in SQL
 * @param key columns that name a row: as the target gives them, else the primary key or a unique key without nulls; empty where there is none
 * @param isTable false: a view, which has no place of a row either
 */
record Relation(String name, String quoted, List<Column> columns, List<Column> key, boolean isTable) {
    private static final String FIND = """
            select
                c.oid,
                case when pg_table_is_visible(c.oid) then '' else quote_ident(n.nspname) || '.' end || quote_ident(c.relname),
                c.relkind in ('r', 'p', 'm')
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'f')
              and (
                  ? in (n.nspname || '.' || c.relname, quote_ident(n.nspname) || '.' || quote_ident(c.relname))
                  or (pg_table_is_visible(c.oid) and ? in (c.relname, quote_ident(c.relname)))
              )
            order by pg_table_is_visible(c.oid) desc
            limit 1""";
    private static final String COLUMNS = """
            select attname, quote_ident(attname), format_type(atttypid, null)
            from pg_attribute
            where attrelid = ?
              and attnum > 0
              and not attisdropped
            order by attnum""";
    private static final String KEY = """
            select a.attname
            from (
                select i.indexrelid, i.indkey
                from pg_index as i
                where i.indrelid = ?
                  and i.indisunique
                  and i.indpred is null
                  and i.indexprs is null
                  and not exists (
                      select
                      from pg_attribute as n
                      where n.attrelid = i.indrelid
                        and n.attnum = any (i.indkey)
                        and not n.attnotnull
                  )
                order by i.indisprimary desc, i.indexrelid
                limit 1
            ) as k
            cross join lateral unnest(k.indkey::smallint[]) with ordinality as p (attnum, place)
            join pg_attribute as a
                on a.attrelid = ?
                and a.attnum = p.attnum
            order by p.place""";
    private static final String NAMES = """
            select case when pg_table_is_visible(c.oid) then c.relname else n.nspname || '.' || c.relname end
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'f')
              and not c.relispartition
              and n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema')
            order by 1""";

    /** @throws IllegalArgumentException if there is no such table, or no such column of its key */
    static Relation of(Connection connection, Target.Table target, ZoneId zone) throws SQLException {
        return of(connection, target.table(), target.key(), zone);
    }

    static Relation of(Connection connection, String table, List<String> key, ZoneId zone) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, table);
            find.setString(2, table);
            try (ResultSet found = find.executeQuery()) {
                if (!found.next()) {
                    throw new IllegalArgumentException("there is no table " + table + nearest(connection, table));
                }
                return read(
                        connection,
                        found.getLong(1),
                        new Relation(table, found.getString(2), List.of(), List.of(), found.getBoolean(3)),
                        key,
                        zone);
            }
        }
    }

    private static Relation read(Connection connection, long oid, Relation bare, List<String> key, ZoneId zone)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
            select.setLong(1, oid);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    columns.add(new Column(row.getString(1), row.getString(2), row.getString(3), zone));
                }
            }
        }
        Relation named = new Relation(bare.name, bare.quoted, columns, List.of(), bare.isTable);
        List<Column> keyColumns = new ArrayList<>();
        for (String column : key.isEmpty() ? keyOf(connection, oid) : key) {
            keyColumns.add(named.column(column));
        }
        return new Relation(bare.name, bare.quoted, columns, keyColumns, bare.isTable);
    }

    private static List<String> keyOf(Connection connection, long oid) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(KEY)) {
            select.setLong(1, oid);
            select.setLong(2, oid);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    private static String nearest(Connection connection, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NAMES);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names.isEmpty() ? "" : "; the nearest name is " + Nearest.of(table, names);
    }

    /** @throws IllegalArgumentException if there is no such column; the message names the nearest */
    Column column(String wanted) {
        for (Column column : columns) {
            if (column.name().equals(wanted)) {
                return column;
            }
        }
        List<String> names = names();
        throw new IllegalArgumentException("there is no column " + wanted + " in " + name
                + (names.isEmpty() ? "" : "; the nearest name is " + Nearest.of(wanted, names)));
    }

    List<Column> columns(List<?> wanted) {
        List<Column> found = new ArrayList<>();
        wanted.forEach(one -> found.add(column(String.valueOf(one))));
        return found;
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    Shape shape() {
        return new Shape(names(), columns.stream().map(Column::type).toList());
    }

    /** What names a row in a select, with a name of its own where the table has no key. */
    String place() {
        if (!key.isEmpty()) {
            return key.stream().map(Column::quoted).collect(Collectors.joining(", "));
        }
        return isTable ? "tableoid::bigint as table_oid, ctid as row_place" : "row_number() over () as row_number";
    }

    /** The columns of {@link #place} in a statement around that select. */
    List<PlaceColumn> placeColumns() {
        if (!key.isEmpty()) {
            return key.stream()
                    .map(column -> new PlaceColumn(column.name(), column.type()))
                    .toList();
        }
        return isTable
                ? List.of(new PlaceColumn("table_oid", "bigint"), new PlaceColumn("row_place", "tid"))
                : List.of(PlaceColumn.ROW_NUMBER);
    }

    /** What rows are ordered by, so that the same come first each time; empty where a view has no key. */
    String order() {
        if (!key.isEmpty()) {
            return place();
        }
        return isTable ? "tableoid, ctid" : "";
    }

    record PlaceColumn(String name, String type) {
        static final PlaceColumn ROW_NUMBER = new PlaceColumn("row_number", "bigint");
    }
}
