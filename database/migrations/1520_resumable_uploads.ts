import { BaseSchema } from '@adonisjs/lucid/schema'

/** Big files on their way in parts: whose, how large, until when; the parts lie in DATA_DIR/tmp/resumable under the id. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table resumable_uploads (
        id uuid primary key,
        user_id integer not null references users (id) on delete cascade,
        name text not null,
        bytes bigint not null check (bytes > 0),
        created_at timestamptz not null,
        expires_at timestamptz not null,
        lease uuid,
        leased_until timestamptz,
        attachment_id integer references attachments (id) on delete cascade
      );
      create index resumable_uploads_user on resumable_uploads (user_id, created_at);
      create index resumable_uploads_expires on resumable_uploads (expires_at);
      create index resumable_uploads_attachment on resumable_uploads (attachment_id) where attachment_id is not null;
      comment on column resumable_uploads.lease is
        'The one request that writes to it or judges it, until leased_until; a request that died keeps nobody out for long.';
      comment on column resumable_uploads.attachment_id is
        'What it became, so that whoever missed the answer can ask again.';
    `)
  }
}
