import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { completionLines } from "../completion/complete.ts";
import { createConfigFile } from "../fixtures/config-file.ts";
import { runCli } from "../fixtures/run-cli.ts";

test.each(["bash", "zsh", "fish", "powershell"])("prints a script for %s that asks mdmkit", async (shell) => {
  const { code, stdout } = await runCli(["completion", shell]);
  expect(code).toBe(0);
  expect(stdout).toContain("mdmkit __complete");
});

test("refuses another shell", async () => {
  expect(await runCli(["completion", "zhs"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Did you mean zsh?"),
  });
});

test("gives lines of candidates, and asks for files with a word that no candidate is", async () => {
  const environment = { env: {}, home: "/nonexistent" };
  expect(await completionLines(["current=lis", "devices"], environment)).toBe("list\tLists devices\n");
  expect(await completionLines(["current=", "devices", "list", "--config"], environment)).toBe(":files\n");
});

test("names the accounts of the config file", async () => {
  await using file = await createConfigFile({ accounts: { labs: { vendor: "jumpcloud", values: {} } } });
  const config = join(file.folder, "mdmkit");
  const { mkdir, copyFile } = await import("node:fs/promises");
  await mkdir(config);
  await copyFile(file.path, join(config, "config.json"));
  const lines = await completionLines(["current=l", "check", "--account"], {
    env: { XDG_CONFIG_HOME: file.folder },
    home: "/nonexistent",
  });
  expect(lines).toBe("labs\n");
});

test.skipIf(process.platform === "win32")(
  "bash passes what is typed as it is, and runs none of it",
  async () => {
    const { stdout: script } = await runCli(["completion", "bash"]);
    const folder = mkdtempSync(join(tmpdir(), "mdmkit-bash-"));
    const typed = ["mdmkit", "devices", "$(touch run)", "`touch run`", ";touch run", "it's"];
    const quoted = typed.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
    const { stdout } = spawnSync(
      "bash",
      [
        "--norc",
        "-c",
        // A stand-in that prints its arguments, and one candidate that a shell would run.
        `mdmkit() { printf '%s\\n' "$@" >&3; printf 'a b\\tsummary\\n$(touch run)\\n'; }
${script}
COMP_WORDS=(${quoted}); COMP_CWORD=5
_mdmkit 3>&1
printf '<%s>' "\${COMPREPLY[@]}"`,
      ],
      { cwd: folder, encoding: "utf8" },
    );
    const left = readdirSync(folder);
    rmSync(folder, { recursive: true });
    expect(left).toEqual([]);
    expect(stdout.split("\n")).toEqual([
      ...["__complete", "current=it's", ...typed.slice(1, 5)],
      "<a\\ b><\\$\\(touch\\ run\\)>",
    ]);
  },
);
