import type { Limiter, TransportHooks } from "@mdmkit/runtime";
import type { ActionInputs, ActionName } from "../contract/actions.ts";
import type { ResourceName } from "../contract/capabilities.ts";
import type {
  AppCreate,
  AppUpdate,
  DeviceCreate,
  DeviceUpdate,
  GroupCreate,
  GroupUpdate,
  OrganizationCreate,
  OrganizationUpdate,
  UserCreate,
  UserUpdate,
} from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import type { VendorLineage } from "../lineage/lineage.ts";

/** One request as a sandbox logs it. */
export type TestRequest = {
  /** operationId. */
  readonly operation: string;
  /** Upper case. */
  readonly method: string;
  /** Below the base URL. */
  readonly path: string;
  /** The parsed body; undefined without one. */
  readonly body: unknown;
  /** 0 if there was no response. */
  readonly status: number;
};

/** A fault as sandboxes take it: what goes wrong, at which call of which operation, how often. */
export type TestFault = {
  /** What goes wrong: `rate-limit`. */
  type: string;
  /** operationId. Default: any operation. */
  operation?: string;
  /** Which matching call, from 1. Default: 1. */
  page?: number;
  /** How many calls from there on. Default: 1. */
  times?: number;
  [detail: string]: unknown;
};

/** What the suite needs of a fake vendor; every sandbox of `@mdmkit/sandbox` fits. */
export type TestSandbox = {
  /** Responds to requests in process. */
  readonly fetch: typeof fetch;
  /** Every request so far, oldest first. */
  readonly requests: readonly TestRequest[];
  /** What did not match the vendor's document. The suite expects an empty list. */
  readonly violations: readonly unknown[];
  /** Injects a fault; `hits` counts the calls that it has hit. */
  inject(fault: TestFault): { readonly hits: number };
};

/** What the suite puts between the vendor's client and the network. Hand all of it to the vendor's factory. */
export type TestTransport = {
  /** The sandbox's, observed. */
  fetch: typeof fetch;
  /** The suite's clock, in ms since 1970. */
  now: () => number;
  /** Moves that clock on, and returns at once. */
  wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Always 1, so that retries wait as long as they may. */
  random: () => number;
  /** Lets eight requests run side by side. */
  limiter: Limiter;
  /** Observe requests, retries and responses. */
  hooks: TransportHooks;
};

/** What a test of the suite needs of a fresh account. */
export type TestSetup = {
  /** Options for `createSandbox`. */
  readonly sandbox: {
    /** How many devices the vendor manages. */
    readonly devices: number;
    /** How many people. */
    readonly users: number;
    /** Same seed, same data. */
    readonly seed: number;
  };
  /** Wraps the sandbox's `fetch`. */
  transport(fetch: typeof globalThis.fetch): TestTransport;
};

/** An account of the vendor on a fresh sandbox. */
export type TestAccount = {
  /** The adapter, connected to the sandbox. */
  readonly vendor: Vendor;
  /** The fake vendor behind it. */
  readonly sandbox: TestSandbox;
  /** Values that must show up nowhere. */
  readonly secrets: readonly string[];
  /** Operations a read may need before its own, to find out where to read; when one fails, the read does. */
  readonly preliminary?: readonly string[];
  /** The ids the sandbox holds, read from its state. */
  ids(resource: ResourceName): readonly string[];
};

/** Properties of a list's record to spoil: dotted, as the vendor spells them. */
export type DriftFields = {
  /** One that holds text. */
  readonly text: string;
  /** One that holds a time. */
  readonly date?: string;
  /** One whose values the document lists. */
  readonly choice?: string;
};

/** A way in which this vendor may differ from what the suite demands. Closed: a new one is a decision, not a habit. */
export type Difference =
  | {
      /** A property has the same name as a secret of another schema, without being a secret. */
      readonly what: "harmless-secret-name";
      /** Name of the property. */
      readonly name: string;
      /** Why the vendor differs, for readers. */
      readonly reason: string;
    }
  | {
      /** Properties, by the ends of their paths, that may have any value, or of which a mapper only asks whether they are there. */
      readonly what: "any-value";
      /** The resource that it is about. */
      readonly resource: ResourceName;
      /** Ends of the paths of these properties. */
      readonly properties: readonly string[];
      /** Why the vendor differs, for readers. */
      readonly reason: string;
    }
  | {
      /** The vendor returns no total, so a truncated list looks complete. */
      readonly what: "no-total";
      /** The resource that it is about. */
      readonly resource: ResourceName;
      /** Why the vendor differs, for readers. */
      readonly reason: string;
    }
  | {
      /** The vendor's list is a bare array, so an empty array is a list without records and not an invalid response. */
      readonly what: "bare-list";
      /** The resource that it is about. */
      readonly resource: ResourceName;
      /** Why the vendor differs, for readers. */
      readonly reason: string;
    }
  | {
      /** The vendor's pages are reached through its cursor alone, so nothing leads around a record that makes its page fail. */
      readonly what: "no-seek";
      /** The resource that it is about. */
      readonly resource: ResourceName;
      /** Why the vendor differs, for readers. */
      readonly reason: string;
    }
  | {
      /** What the vendor lists are not the records, but what holds them or leads to them: a bad row costs all of its own. */
      readonly what: "rows-are-no-records";
      /** The resource that it is about. */
      readonly resource: ResourceName;
      /** Why the vendor differs, for readers. */
      readonly reason: string;
    }
  | {
      /** Two unified fields show one value of the vendor's, so an update of the first changes the second too. */
      readonly what: "update-shows-elsewhere";
      /** The resource that it is about. */
      readonly resource: ResourceName;
      /** The unified field that is updated. */
      readonly field: string;
      /** The other one that shows it. */
      readonly elsewhere: string;
      /** Why the vendor differs, for readers. */
      readonly reason: string;
    }
  | {
      /** A value of a filter of devices stands for more than the records that show it. */
      readonly what: "filter-selects-more";
      /** Name of the filter. */
      readonly filter: string;
      /** The value that stands for more. */
      readonly value: string;
      /** Whether it stands for a record, too. */
      readonly fits: (record: { readonly id: string }) => boolean;
      /** Why the vendor differs, for readers. */
      readonly reason: string;
    }
  | {
      /** The vendor keeps a value in a form of its own, so an update reads back otherwise. */
      readonly what: "update-reads-back-otherwise";
      /** The resource that it is about. */
      readonly resource: ResourceName;
      /** The unified field that is updated. */
      readonly field: string;
      /** Why the vendor differs, for readers. */
      readonly reason: string;
    };

/** What the suite must know of a vendor. */
export type VendorTest = {
  /** Product name, for the names of tests. */
  readonly name: string;
  /** `data` of the vendor's lineage. With it the suite plants a bad value at each property that a mapper reads. */
  readonly lineage?: VendorLineage;
  /** A fresh sandbox with a client of its own; called once or more per test. */
  create(setup: TestSetup): TestAccount;
  /** By resource, properties that the suite spoils. */
  readonly drift: { readonly [Resource in ResourceName]?: DriftFields };
  /** Input for each action the vendor has, such that it is accepted by at least one device. */
  readonly actions: { readonly [Name in ActionName]?: ActionInputs[Name] };
  /** One value for each field that can be changed; `userId` is somebody the sandbox knows. */
  readonly updates?: (context: { userId: string }) => {
    readonly devices?: DeviceUpdate;
    readonly users?: UserUpdate;
    readonly apps?: AppUpdate;
    readonly organizations?: OrganizationUpdate;
    readonly groups?: GroupUpdate;
  };
  /** A new record of each resource that can be created. */
  readonly creates?: {
    /** A device to create. */
    readonly devices?: DeviceCreate;
    /** A user to create. */
    readonly users?: UserCreate;
    /** An app to create. */
    readonly apps?: AppCreate;
    /** An organization to create. */
    readonly organizations?: OrganizationCreate;
    /** A group to create. */
    readonly groups?: GroupCreate;
  };
  /** What the suite does not demand of this vendor. Default: it demands everything. */
  readonly differences?: readonly Difference[];
  /** Operations without an id that complete the devices of a list, sorted: servers that lack them are asked once. */
  readonly completing?: readonly string[];
};
