/** What is wider than the page can be scrolled by keyboard; without this, only browsers that focus scrollers by themselves do it. */
for (const box of document.querySelectorAll<HTMLElement>(".sl-markdown-content .table")) {
  if (box.scrollWidth <= box.clientWidth) continue;
  box.tabIndex = 0;
  box.role = "group";
  box.ariaLabel = "Table";
}
