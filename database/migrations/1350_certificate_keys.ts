import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The public halves of the keys that sign approval certificates. The private half is made from APP_KEY and kept nowhere; a
 * desk that got another APP_KEY still knows what it signed before. Only an addition: the version before runs on it.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table certificate_keys (
        id text primary key,
        public_key text not null,
        created_at timestamptz not null,
        retired_at timestamptz
      );
      comment on column certificate_keys.id is 'First 16 hex digits of the SHA-256 of the public key (SPKI, DER).';
      comment on column certificate_keys.public_key is 'SPKI in DER, base64.';
      comment on column certificate_keys.retired_at is 'Since when another key signs; what claims to be signed later is refused.';
    `)
  }
}
