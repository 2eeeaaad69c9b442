import type { PGliteInterface } from "@electric-sql/pglite";

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, unknown>>;

export type Queryable = {
  /** One statement; `$1` stands for the first value. Fails with `StoreError`. */
  query(sql: string, values?: readonly Value[]): Promise<readonly Row[]>;
  /** Several statements without values. */
  run(sql: string): Promise<void>;
};

/** PGlite or PostgreSQL. Both return numbers for `int4` and `float8`, `Date` for times and parsed values for `jsonb`. */
export type Database = Queryable & {
  /** Whether other processes can use it at the same time. */
  readonly shared: boolean;
  /** Rejects when the disk of an embedded database is nearly full. */
  assertSpace(): Promise<void>;
  transaction<Result>(work: (inside: Queryable) => Promise<Result>): Promise<Result>;
  readonly jobs: JobDatabase;
  close(): Promise<void>;
};

/** How a queue of jobs reaches the same database. */
export type JobDatabase = {
  readonly connection: { readonly pglite: PGliteInterface } | { readonly url: string };
  /** Runs statements of the queue inside a transaction of this database. */
  inside(transaction: Queryable): {
    executeSql(sql: string, values?: unknown[]): Promise<{ rows: Row[] }>;
  };
};
