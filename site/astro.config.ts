import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { checkLinks } from "./scripts/check-links.ts";
import sidebar from "./src/generated/sidebar.json" with { type: "json" };

export default defineConfig({
  trailingSlash: "always",
  integrations: [
    starlight({
      title: "mdmkit",
      description: "One typed client for every MDM vendor, generated from OpenAPI documents.",
      favicon: "/favicon.svg",
      logo: { src: "./src/assets/logo.svg" },
      social: [{ icon: "github", label: "Source", href: "https://github.com/mdmkit/mdmkit" }],
      sidebar: sidebar.map((group) => ({ ...group, collapsed: group.label !== "Start" })),
      customCss: ["./src/styles/site.css"],
      components: { Head: "./src/components/Head.astro" },
      credits: false,
      expressiveCode: { defaultProps: { wrap: true } },
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
    }),
    checkLinks(),
  ],
  vite: {
    // Packages of the repository are bundled from their source, so that the site needs no build of theirs.
    resolve: { conditions: ["@mdmkit/source", "module", "browser", "production", "import", "default"] },
    server: { fs: { allow: [".."] } },
    build: { chunkSizeWarningLimit: 3000 },
  },
});
