import { child, type JsonObject, type JsonValue } from "../../read/json.ts";
import { MAX_DEPTH, MAX_VALUES } from "./scan-json.ts";

/** A YAML number whose notation matters, such as `1.10` or `012`. Its position decides between number and string. */
export class WrittenNumber {
  readonly text: string;
  readonly value: number;

  constructor(text: string, value: number) {
    this.text = text;
    this.value = value;
  }
}

/** Thrown for a value that JSON cannot represent. */
export class NotJsonError extends Error {
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
  }
}

/** Keys whose values are strings if the schema has that type. */
const VALUES_OF_TYPE = new Set(["const", "default", "enum", "example", "examples"]);

/**
 * Converts the result of the YAML parser to JSON without shared objects. A number with its own notation becomes a string
 * where a string is expected: in a version, or as a value of a string schema.
 */
export function toJson(parsed: unknown): JsonValue {
  return new Copy().value(parsed, false);
}

class Copy {
  readonly #path: (string | number)[] = [];
  #left = MAX_VALUES;

  value(value: unknown, isText: boolean): JsonValue {
    if (--this.#left < 0) throw this.#fault(`more than ${MAX_VALUES} values with aliases expanded`);
    if (value === null || value === undefined) return null;
    if (typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number") return this.#number(value);
    if (value instanceof WrittenNumber) return isText ? value.text : this.#number(value.value);
    if (this.#path.length >= MAX_DEPTH)
      throw this.#fault(`nested deeper than ${MAX_DEPTH} levels, or a circular alias`);
    if (Array.isArray(value)) return value.map((item, index) => this.#below(index, item, isText));
    if (typeof value !== "object") throw this.#fault(`a ${typeof value} is not JSON`);
    return this.#object(value);
  }

  #object(object: object): JsonObject {
    const isString = "type" in object && object.type === "string";
    const isInfo = this.#path.length === 1 && this.#path[0] === "info";
    return Object.fromEntries(
      Object.entries(object).map(([key, value]) => {
        const isText = (isString && VALUES_OF_TYPE.has(key)) || (isInfo && key === "version");
        return [key, this.#below(key, value, isText)];
      }),
    );
  }

  #below(key: string | number, value: unknown, isText: boolean): JsonValue {
    this.#path.push(key);
    const copy = this.value(value, isText);
    this.#path.pop();
    return copy;
  }

  #number(number: number): number {
    if (Number.isFinite(number)) return number;
    throw this.#fault(`${String(number)} is not a JSON number`);
  }

  #fault(message: string): NotJsonError {
    return new NotJsonError(child("#", ...this.#path), message);
  }
}
