-- What the shop is set to, for the statements that need to know it.

create table shop (
    only_one boolean primary key default true check (only_one),
    time_zone text not null,
    currency text not null
);

comment on table shop is 'One row: the shop''s settings as of the last start. Written at the start of each instance.';

insert into shop (time_zone, currency)
values ('', '');
