import type { Limiter, TransportHooks } from "@mdmkit/runtime";
import type { ActionInputs, ActionName } from "../contract/actions.ts";
import type { ResourceName } from "../contract/capabilities.ts";
import type {
  AppCreate,
  AppUpdate,
  DeviceCreate,
  DeviceUpdate,
  OrganizationCreate,
  OrganizationUpdate,
  UserCreate,
  UserUpdate,
} from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import type { VendorLineage } from "../lineage/lineage.ts";

/** One request as a sandbox logs it. */
export type TestRequest = {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  /** 0 if there was no response. */
  readonly status: number;
};

/** A fault as sandboxes take it: what goes wrong, at which call of which operation, how often. */
export type TestFault = {
  type: string;
  operation?: string;
  page?: number;
  times?: number;
  [detail: string]: unknown;
};

/** What the suite needs of a fake vendor; every sandbox of `@mdmkit/sandbox` fits. */
export type TestSandbox = {
  readonly fetch: typeof fetch;
  readonly requests: readonly TestRequest[];
  readonly violations: readonly unknown[];
  inject(fault: TestFault): { readonly hits: number };
};

/** What the suite puts between the vendor's client and the network. Hand all of it to the vendor's factory. */
export type TestTransport = {
  fetch: typeof fetch;
  now: () => number;
  wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  random: () => number;
  limiter: Limiter;
  hooks: TransportHooks;
};

export type TestSetup = {
  readonly sandbox: { readonly devices: number; readonly users: number; readonly seed: number };
  /** Wraps the sandbox's `fetch`. */
  transport(fetch: typeof globalThis.fetch): TestTransport;
};

export type TestAccount = {
  readonly vendor: Vendor;
  readonly sandbox: TestSandbox;
  /** Values that must show up nowhere. */
  readonly secrets: readonly string[];
  /** Operations a read may need before its own, to find out where to read; when one fails, the read does. */
  readonly preliminary?: readonly string[];
  /** The ids the sandbox holds, read from its state. */
  ids(resource: ResourceName): readonly string[];
};

/** Properties of a list's record to spoil: dotted, as the vendor spells them. */
export type DriftFields = { readonly text: string; readonly date?: string; readonly choice?: string };

/** A way in which this vendor may differ from what the suite demands. Closed: a new one is a decision, not a habit. */
export type Difference =
  | {
      /** A property has the same name as a secret of another schema, without being a secret. */
      readonly what: "harmless-secret-name";
      readonly name: string;
      readonly reason: string;
    }
  | {
      /** Properties, by the ends of their paths, that may have any value, or of which a mapper only asks whether they are there. */
      readonly what: "any-value";
      readonly resource: ResourceName;
      readonly properties: readonly string[];
      readonly reason: string;
    }
  | {
      /** The vendor returns no total, so a truncated list looks complete. */
      readonly what: "no-total";
      readonly resource: ResourceName;
      readonly reason: string;
    }
  | {
      /** The vendor's list is a bare array, so an empty array is a list without records and not an invalid response. */
      readonly what: "bare-list";
      readonly resource: ResourceName;
      readonly reason: string;
    }
  | {
      /** The vendor's pages are reached through its cursor alone, so nothing leads around a record that makes its page fail. */
      readonly what: "no-seek";
      readonly resource: ResourceName;
      readonly reason: string;
    }
  | {
      /** What the vendor lists are not the records, but what holds them or leads to them: a bad row costs all of its own. */
      readonly what: "rows-are-no-records";
      readonly resource: ResourceName;
      readonly reason: string;
    }
  | {
      /** Two unified fields show one value of the vendor's, so an update of the first changes the second too. */
      readonly what: "update-shows-elsewhere";
      readonly resource: ResourceName;
      readonly field: string;
      readonly elsewhere: string;
      readonly reason: string;
    }
  | {
      /** A value of a filter of devices stands for more than the records that show it. */
      readonly what: "filter-selects-more";
      readonly filter: string;
      readonly value: string;
      readonly fits: (record: { readonly id: string }) => boolean;
      readonly reason: string;
    }
  | {
      /** The vendor keeps a value in a form of its own, so an update reads back otherwise. */
      readonly what: "update-reads-back-otherwise";
      readonly resource: ResourceName;
      readonly field: string;
      readonly reason: string;
    };

export type VendorTest = {
  readonly name: string;
  /** `data` of the vendor's lineage. With it the suite plants a bad value at each property that a mapper reads. */
  readonly lineage?: VendorLineage;
  /** A fresh sandbox with a client of its own; called once or more per test. */
  create(setup: TestSetup): TestAccount;
  readonly drift: { readonly [Resource in ResourceName]?: DriftFields };
  /** Input for each action the vendor has, such that it is accepted by at least one device. */
  readonly actions: { readonly [Name in ActionName]?: ActionInputs[Name] };
  /** One value for each field that can be changed; `userId` is somebody the sandbox knows. */
  readonly updates?: (context: { userId: string }) => {
    readonly devices?: DeviceUpdate;
    readonly users?: UserUpdate;
    readonly apps?: AppUpdate;
    readonly organizations?: OrganizationUpdate;
  };
  /** A new record of each resource that can be created. */
  readonly creates?: {
    readonly devices?: DeviceCreate;
    readonly users?: UserCreate;
    readonly apps?: AppCreate;
    readonly organizations?: OrganizationCreate;
  };
  readonly differences?: readonly Difference[];
  /** Operations without an id that complete the devices of a list, sorted: servers that lack them are asked once. */
  readonly completing?: readonly string[];
};
