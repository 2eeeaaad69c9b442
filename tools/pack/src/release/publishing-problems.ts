/** The part of a packed manifest that publishing depends on. */
export type Manifest = {
  readonly name: string;
  readonly private?: boolean;
  readonly repository?: { readonly url?: string; readonly directory?: string };
  readonly publishConfig?: { readonly access?: string; readonly provenance?: boolean };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
};

/** Why the registry would refuse a package, or users could not install it. `names` are those of all packages that are published. */
export function publishingProblems(manifest: Manifest, names: readonly string[]): string[] {
  const { repository, publishConfig } = manifest;
  const required = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies });
  return [
    ...(manifest.private ? ["is private"] : []),
    ...(publishConfig?.access === "public" ? [] : ["lacks `publishConfig.access: public`"]),
    ...(publishConfig?.provenance === true ? [] : ["lacks `publishConfig.provenance: true`"]),
    // Provenance is refused where the repository is not the one that publishes.
    ...(repository?.url && repository.directory ? [] : ["lacks `repository.url` or `repository.directory`"]),
    ...required.flatMap(([name, range]) => [
      ...(/^(workspace|link|file|catalog):/.test(range) ? [`requires ${name} by ${range}`] : []),
      ...(isOurs(name) && !names.includes(name) ? [`requires ${name}, which is not published`] : []),
    ]),
  ].map((problem) => `${manifest.name} ${problem}.`);
}

function isOurs(name: string): boolean {
  return name === "mdmkit" || name.startsWith("@mdmkit/");
}
