import type { Module } from "./module.ts";
import { join, type Value, withSources } from "./value.ts";

type Change = { readonly certain: boolean; readonly because: ReadonlySet<string> };

/** Names and what they stand for, inside of a function or a block. */
export class Scope {
  readonly module: Module;
  readonly #outer: Scope | undefined;
  readonly #values = new Map<string, Value>();
  /** What is known of outer names in here, since a condition was met. */
  readonly #narrowed = new Map<string, Value>();

  /** Whether it is that of a call: what a call changes outside of it, another may have changed before. */
  readonly #isCall: boolean;

  constructor(module: Module, outer?: Scope, isCall = false) {
    this.module = module;
    this.#outer = outer;
    this.#isCall = isCall;
  }

  inner(): Scope {
    return new Scope(this.module, this);
  }

  /** The scope of a call of a function that stands in this one. */
  call(): Scope {
    return new Scope(this.module, this, true);
  }

  declare(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  narrow(name: string, value: Value): void {
    this.#narrowed.set(name, value);
  }

  find(name: string): Value | undefined {
    return this.#narrowed.get(name) ?? this.#values.get(name) ?? this.#outer?.find(name);
  }

  /** Gives a name another value; `certain` is false where that may not happen. False when there is no such name. */
  assign(name: string, value: Value, change: Change): boolean {
    this.#narrowed.delete(name);
    const present = this.#values.get(name);
    if (!present) {
      const outside = this.#isCall ? { ...change, certain: false } : change;
      return this.#outer?.assign(name, value, outside) ?? false;
    }
    const given = withSources(value, change.because);
    this.#values.set(name, change.certain ? given : join(present, given));
    return true;
  }
}

/** One call of a function while it runs. */
export type Frame = {
  /** What its answer depends on from here on, since a condition could have ended it before. */
  control: ReadonlySet<string>;
  /** How many branches and loops deep it is: what is assigned there may not be. */
  depth: number;
  readonly returns: Value[];
};

export function createFrame(): Frame {
  return { control: new Set(), depth: 0, returns: [] };
}
