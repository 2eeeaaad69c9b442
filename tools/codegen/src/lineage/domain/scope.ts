import type { Module } from "./module.ts";
import { type Assignment, join, type Scope, type Value, withSources } from "./value.ts";

/** The outermost scope of a file. */
export function createScope(module: Module): Scope {
  return new NestedScope(module);
}

class NestedScope implements Scope {
  readonly module: Module;
  readonly #outer: NestedScope | undefined;
  readonly #values = new Map<string, Value>();
  /** Narrowed values of outer names. */
  readonly #narrowed = new Map<string, Value>();

  /** Whether this is the scope of a call. Its changes of outer names are not certain, since it may run several times. */
  readonly #isCall: boolean;

  constructor(module: Module, outer?: NestedScope, isCall = false) {
    this.module = module;
    this.#outer = outer;
    this.#isCall = isCall;
  }

  inner(): Scope {
    return new NestedScope(this.module, this);
  }

  call(): Scope {
    return new NestedScope(this.module, this, true);
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

  assign(name: string, value: Value, change: Assignment): boolean {
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
