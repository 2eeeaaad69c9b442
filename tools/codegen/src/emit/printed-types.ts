import { type TypeNode, WORDS } from "./syntax/nodes.ts";
import { printType } from "./syntax/print.ts";

/**
 * Types that are printed as soon as they are made, so that their nodes are released: those of a large document take more memory
 * than all of its text.
 */
export class PrintedTypes {
  readonly #types = new Map<object, TypeNode>();

  /** The type of a schema, which is made once. Keywords stay what they are. */
  of(schema: object, make: () => TypeNode): TypeNode {
    const known = this.#types.get(schema);
    if (known) return known;
    const type = make();
    const printed: TypeNode = type.kind in WORDS ? type : { kind: "PrintedType", printed: printType(type) };
    this.#types.set(schema, printed);
    return printed;
  }
}
