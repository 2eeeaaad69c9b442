import ts from "typescript";

const NAME = /\$type(\d+)\$/g;

/**
 * Types that are printed one by one, so that the nodes of one are released before the next is made: those of a large document
 * take 200 MB. The syntax tree holds a name for each, which the printed text is put in place of.
 */
export class PrintedTypes {
  readonly #texts: string[] = [];
  readonly #names = new Map<object, ts.TypeNode>();
  readonly #printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
  readonly #file = ts.createSourceFile("types.ts", "", ts.ScriptTarget.ESNext);

  /** The name that stands for the type of a schema, which is made once. Keywords stand for themselves. */
  standIn(schema: object, make: () => ts.TypeNode): ts.TypeNode {
    const known = this.#names.get(schema);
    if (known) return known;
    const type = make();
    const name = ts.isToken(type) ? type : this.#print(type);
    this.#names.set(schema, name);
    return name;
  }

  /** Replaces the names in printed code, with the indentation of the line that each is in. */
  insertInto(code: string): string {
    return code.replace(NAME, (_name, index: string, offset: number) => {
      const text = this.#texts[Number(index)] ?? "";
      if (!text.includes("\n")) return text;
      const line = code.lastIndexOf("\n", offset) + 1;
      const indent = /^ */.exec(code.slice(line, offset))?.[0] ?? "";
      return text.replaceAll("\n", `\n${indent}`);
    });
  }

  #print(type: ts.TypeNode): ts.TypeNode {
    const index = this.#texts.push(this.#printer.printNode(ts.EmitHint.Unspecified, type, this.#file)) - 1;
    return ts.factory.createTypeReferenceNode(`$type${index}$`);
  }
}
