/** `ivantiNeurons` of `ivanti-neurons`: how a vendor's factories are called. */
export function camelCase(id: string): string {
  return id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
