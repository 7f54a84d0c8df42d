"use strict";
for (const table of document.querySelectorAll("table[data-sort]")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const value = (row, at) => {
    const cell = row.cells[at];
    const key = cell.dataset.v ?? cell.textContent.trim();
    return key === "" || isNaN(key) ? key : Number(key);
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b
      : typeof a !== typeof b ? (typeof a === "number" ? -1 : 1)
      : a.localeCompare(b);
  heads.forEach((head, at) => {
    if (head.dataset.fixed !== undefined) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows].sort((a, b) => compare(value(a, at), value(b, at)));
      body.append(...(down ? rows.reverse() : rows));
    });
  });
  if (body.rows.length < 8) continue;
  const tools = document.createElement("div");
  tools.className = "tools";
  const label = document.createElement("label");
  const field = document.createElement("input");
  const said = document.createElement("span");
  field.type = "search";
  said.setAttribute("role", "status");
  said.className = "soft";
  label.append("Show rows with ", field);
  tools.append(label, said);
  table.parentElement.before(tools);
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    let shown = 0;
    for (const row of body.rows) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      if (!row.hidden) shown += 1;
    }
    said.textContent = wanted ? `${shown} of ${body.rows.length}` : "";
  });
}
