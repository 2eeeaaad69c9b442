import type { Context } from "./context.ts";

const isSource = import.meta.url.endsWith(".ts");

/** What a person types before the name of a command: this program was installed, or runs from its repository. */
export function programOf(env: Context["env"], fromSource = isSource): string {
  const { npm_lifecycle_event: event, npm_execpath: manager = "", npm_config_user_agent: agent = "" } = env;
  if (!fromSource) return event === "npx" ? "npx mdmkit" : "mdmkit";
  // `npm start` gets pnpm through npx, which leaves none on the machine.
  const [pnpm] = manager.includes("_npx") ? agent.replace("/", "@").split(" ") : [];
  return pnpm ? `npx ${pnpm} mdmkit` : "pnpm mdmkit";
}

/** The same for a command whose output another program reads: pnpm prints lines of its own otherwise. */
export const quietProgram = (program: string): string => program.replace(/pnpm\S*/, "$& --silent");

/** Commands in texts begin with `mdmkit`; here with what can be typed. Sentences about mdmkit stay. */
export const withProgram = (text: string, program: string): string =>
  text.replace(/(?<=^|`|[:|…] )mdmkit(?= [a-zA-Z…-])/gm, program);

export async function readVersion(): Promise<string> {
  const { default: manifest } = await import("../../package.json", { with: { type: "json" } });
  return manifest.version;
}
