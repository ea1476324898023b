-- Reads only. One row a day and value of one dimension: the sketch of its visitors. None where other filters are set: they were not counted.
select value, sketch
from visitor_days
where day between :#from and :#to
  and dimension = :#by
  and :#dimension = ''
