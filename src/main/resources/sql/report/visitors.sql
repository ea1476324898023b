-- Reads only. One row a day: its distinct visitors and their sketch, of the days asked for and those before.
select day, visitors, sketch
from visitor_days
where day between :#previousFrom and :#to
  and dimension = :#dimension
  and value = :#value
order by day
