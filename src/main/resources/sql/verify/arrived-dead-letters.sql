-- Reads only. One row per dead letter of verify, of all its runs that were not taken out.
select convert_from(record_key, 'UTF8') as record_key, reason, errors -> 0 ->> 'field' as field
from dead_letters
where record_key >= 'caravan-verify-'::bytea
    and record_key < 'caravan-verify.'::bytea
