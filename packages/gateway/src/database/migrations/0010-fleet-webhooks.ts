import type { Migration } from "../migrate.ts";

/** Receivers of the feed of changes. Each has a position in the feed, so nothing is stored for a delivery. */
export const migration: Migration = {
  id: "0010-fleet-webhooks",
  sql: `
    create table gateway_fleet_webhook (
      id text primary key,
      target_url text not null,
      sealed text not null, -- secrets
      accounts jsonb, -- null: all
      kinds jsonb, -- null: all
      is_active boolean not null default true,
      position bigint not null, -- delivered up to this change
      through bigint, -- the last change of the message that is being sent: a repetition has the same ones
      attempts integer not null default 0,
      retry_at timestamptz,
      problem text,
      delivered_at timestamptz,
      created_at timestamptz not null
    );
  `,
};
