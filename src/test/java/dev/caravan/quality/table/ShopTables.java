package dev.caravan.quality.table;

import dev.caravan.warehouse.Migrations;
import java.time.LocalDate;

/** A shop's tables with events that PostgreSQL makes up, by a rule and without chance. */
final class ShopTables {
    private ShopTables() {}

    static void create(QualityDatabase database) {
        Migrations.run(database.dataSource(), QualityDatabase.SHOP, "EUR");
    }

    /** Events, spread evenly over the days before that one and partitioned by day. One in a hundred is a purchase. */
    static void fill(QualityDatabase database, LocalDate lastDay, int days, int eventsPerDay) {
        for (int day = 0; day < days; day++) {
            LocalDate date = lastDay.minusDays(day);
            database.execute("create table events_%1$s partition of events for values from ('%2$s+00') to ('%3$s+00')"
                    .formatted(date.toString().replace("-", ""), date, date.plusDays(1)));
            database.execute("""
                    insert into events (
                        event_id, event_time, event_type, visitor_id, session_id, user_id, product_id, product_name, category, price, quantity,
                        currency, order_id, revenue, items, page_url, device_type, country, properties, kafka_partition, kafka_offset, stored_at
                    )
                    select
                        md5('%1$s/' || i)::uuid,
                        timestamptz '%1$s+00' + make_interval(secs => i * 86400.0 / %2$d),
                        case
                            when i %% 100 = 99 then 'purchase'
                            when i %% 10 < 4 then 'page_view'
                            when i %% 10 < 8 then 'product_view'
                            else 'add_to_cart'
                        end,
                        'v-' || i / 10,
                        's-%1$s-' || i / 10,
                        'v-' || i / 10,
                        case when i %% 10 > 3 then 'p-' || i %% 500 end,
                        case when i %% 10 > 3 then 'Product ' || i %% 500 end,
                        case when i %% 10 > 3 then 'category ' || i %% 12 end,
                        case when i %% 10 > 3 then 1.99 + i %% 500 end,
                        case when i %% 10 > 3 then 1 + i %% 3 end,
                        case when i %% 1000 = 999 then 'USD' else 'EUR' end,
                        case when i %% 100 = 99 then 'o-%1$s-' || i end,
                        case when i %% 100 = 99 then (1.99 + i %% 500) * 2 end,
                        case
                            when i %% 100 = 99
                                then jsonb_build_array(jsonb_build_object(
                                    'product_id', 'p-' || i %% 500, 'product_name', 'Product ' || i %% 500, 'price', 1.99 + i %% 500, 'quantity', 2))
                        end,
                        'https://shop.example/p/' || i %% 500 || '?utm_source=mail',
                        (array['desktop', 'mobile', 'tablet'])[1 + i %% 3],
                        (array['DE', 'AT', 'CH', 'NL'])[1 + i %% 4],
                        jsonb_build_object('n', i),
                        i %% 6,
                        %3$d::bigint * %2$d + i / 6,
                        timestamptz '%1$s+00' + make_interval(secs => i * 86400.0 / %2$d + 1)
                    from generate_series(0, %2$d - 1) as i""".formatted(date, eventsPerDay, day));
        }
        database.execute("analyze events");
    }

    /** Every derived table as its recomputation has it, and the topic's partitions as they are then. */
    static void derive(QualityDatabase database) {
        for (String table : new String[] {
            "visitors",
            "sessions",
            "orders",
            "order_items",
            "refunds",
            "metrics_minute",
            "revenue_minute",
            "session_days",
            "order_days"
        }) {
            database.execute("""
                    do $$
                    declare
                        columns text := (
                            select string_agg(quote_ident(attname), ', ' order by attnum)
                            from pg_attribute
                            where attrelid = 'recomputed.%1$s'::regclass
                              and attnum > 0
                        );
                    begin
                        execute format('insert into %1$s (%%1$s) select %%1$s from recomputed.%1$s', columns);
                    end
                    $$""".formatted(table));
        }
        database.execute("""
                insert into rolled_up_days (day, rolled_up_at)
                select distinct day, timestamptz '2026-03-10 12:00+00'
                from session_days;
                delete from changed_days;
                insert into stream_offsets (topic, topic_id, partition, first_offset, next_offset, stored, duplicates, dead)
                select 'ecommerce-events', 'the-first-one', kafka_partition, 0, count(*) + 3, count(*), 1, 2
                from events
                group by kafka_partition""");
    }
}
