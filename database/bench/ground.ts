/**
 * Functions of this session that all parts share: `rnd` a number in [0, 1) that depends on seed, row and purpose alone,
 * `spread` a length of time around a median in hours with a long tail, `pick` one text of a list, `base` the hour of now.
 */
export function groundSql(seed: number, base: string): string {
  return `
create function pg_temp.rnd(n bigint, purpose int) returns float8 language sql immutable parallel safe as
  $$ select (hashint8extended(n * 1009 + purpose, ${seed}) & 9007199254740991)::float8 / 9007199254740992 $$;
create function pg_temp.spread(n bigint, purpose int, median float8, sigma float8) returns interval language sql immutable as
  $$ select interval '1 hour' * (median * exp(sigma * 2 *
    (pg_temp.rnd(n, purpose) + pg_temp.rnd(n, purpose + 1) + pg_temp.rnd(n, purpose + 2) - 1.5))) $$;
create function pg_temp.pick(texts text[], n bigint, purpose int) returns text language sql immutable as
  $$ select texts[1 + floor(array_length(texts, 1) * pg_temp.rnd(n, purpose))::int] $$;
create function pg_temp.base() returns timestamptz language sql immutable as $$ select timestamptz '${base}' $$;
`
}
