"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const many = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

  // The model. Sorted by path, the projects of a group stand side by side, so that whoever an
  // allowlist lets in is a few ranges of numbers: nothing is ever written out pair by pair.

  const projects = data.projects
    .map((project) => ({ findings: [], allowlist: "", links: [], ...project, key: project.path.toLowerCase() }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const numbers = new Map(projects.map((project, number) => [project.key, number]));
  for (const link of data.links) {
    const target = numbers.get(link.target.toLowerCase());
    if (target !== undefined) projects[target].links.push(link);
  }

  function firstFrom(key) {
    let low = 0;
    let high = projects.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (projects[middle].key < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // "0" is the character after "/": what lies between is what begins with the path and a slash.
  const rangeBelow = (group) => [firstFrom(`${group.toLowerCase()}/`), firstFrom(`${group.toLowerCase()}0`)];

  function rangesInto(project) {
    if (project.allowlist === "off") return [[0, projects.length]];
    if (project.allowlist !== "on") return [];
    const ranges = [];
    for (const link of project.links) {
      if (link.kind === "group") ranges.push(rangeBelow(link.source));
      else if (numbers.has(link.source.toLowerCase())) {
        const number = numbers.get(link.source.toLowerCase());
        ranges.push([number, number + 1]);
      }
    }
    ranges.sort((a, b) => a[0] - b[0]);
    const merged = [];
    for (const [start, end] of ranges) {
      const last = merged[merged.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else if (end > start) merged.push([start, end]);
    }
    return merged;
  }

  const steps = new Int32Array(projects.length + 1);
  projects.forEach((project, number) => {
    project.number = number;
    project.ranges = rangesInto(project);
    project.letIn = 0;
    for (const [start, end] of project.ranges) {
      project.letIn += end - start - (start <= number && number < end ? 1 : 0);
      steps[start] += 1;
      steps[end] -= 1;
    }
    project.entries = project.links.length;
    project.rules = project.findings.join(", ");
  });
  projects.reduce((running, project, number) => {
    const count = running + steps[number];
    const itself = project.ranges.some(([start, end]) => start <= number && number < end);
    project.getsInto = count - (itself ? 1 : 0);
    return count;
  }, 0);

  const letsIn = (target, number) =>
    number !== target.number && target.ranges.some(([start, end]) => start <= number && number < end);
  const whoGetsInto = (target) => projects.filter((project) => letsIn(target, project.number));
  const whereGets = (source) => projects.filter((target) => letsIn(target, source.number));

  // What is shown

  const state = { selected: null, incoming: new Set(), outgoing: new Set(), shown: null, focus: "", folded: new Set() };
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const own = projects.filter((project) => !project.outside);
  byId("facts").textContent = [
    many(own.length, "project"),
    many(data.links.length, "allowlist entr").replace(/entr(s?)$/, (_, s) => (s ? "entries" : "entry")),
    many(own.filter((project) => project.allowlist === "off").length, "project") + " without an allowlist",
    data.url,
    data.taken_at ? `read ${data.taken_at.replace("T", " ").replace(/:\d\d(\.\d+)?Z$/, " UTC")}` : "",
  ].filter(Boolean).join(" · ");

  const filters = {
    "all projects": () => true,
    "with findings": (project) => project.findings.length > 0,
    "allowlist off": (project) => project.allowlist === "off",
    "not readable": (project) => project.allowlist === "unknown",
    "outside the fleet": (project) => Boolean(project.outside),
    "that get nowhere": (project) => project.getsInto === 0,
    "that let nobody in": (project) => project.allowlist === "on" && project.letIn === 0,
  };
  for (const rule of [...new Set(projects.flatMap((project) => project.findings))].sort()) {
    filters[`finding: ${rule}`] = (project) => project.findings.includes(rule);
  }
  for (const [name, test] of Object.entries(filters)) {
    const option = new Option(`${name} (${projects.filter(test).length})`, name);
    byId("filter").add(option);
  }

  function applyFilter() {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const test = filters[byId("filter").value];
    const shown = projects.filter((project) => test(project) && words.every((word) => project.key.includes(word)));
    state.shown = shown.length === projects.length ? null : new Set(shown.map((project) => project.number));
    for (const project of projects) project.row.hidden = Boolean(state.shown) && !state.shown.has(project.number);
    byId("nothing").hidden = shown.length > 0;
    draw();
  }

  // The table

  const body = document.querySelector("tbody");
  for (const project of projects) {
    const row = document.createElement("tr");
    row.tabIndex = -1;
    const cells = [
      [project.path, ""],
      [project.outside ? "outside" : project.allowlist, project.allowlist === "off" ? "off" : ""],
      [project.outside ? "" : project.entries, "number"],
      [project.outside ? "" : project.allowlist === "off" ? "everyone" : project.allowlist === "on" ? project.letIn : "?", "number"],
      [project.getsInto, "number"],
      [project.rules, ""],
    ];
    for (const [text, kind] of cells) {
      const cell = row.insertCell();
      cell.textContent = text;
      cell.className = kind;
    }
    // Where room is short the end of a path tells more than its start.
    row.cells[0].replaceChildren(element("bdi", project.path));
    row.cells[0].title = project.path;
    row.cells[5].title = project.rules;
    row.project = project;
    project.row = row;
  }
  body.append(...projects.map((project) => project.row));
  if (projects.length) projects[0].row.tabIndex = 0;

  body.addEventListener("click", (event) => select(event.target.closest("tr").project));
  body.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr");
    const rows = [...body.rows].filter((each) => !each.hidden);
    const at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 20, PageUp: at - 20, Home: 0, End: rows.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") select(row.project);
    else if (to !== undefined) goTo(rows[Math.max(0, Math.min(rows.length - 1, to))]);
    else return;
    event.preventDefault();
  });

  function goTo(row) {
    const before = body.querySelector("tr[tabindex='0']");
    if (before) before.tabIndex = -1;
    row.tabIndex = 0;
    row.focus();
  }

  for (const heading of document.querySelectorAll("th")) {
    heading.firstElementChild.addEventListener("click", () => {
      const key = heading.dataset.key;
      const numeric = heading.classList.contains("number");
      const before = heading.getAttribute("aria-sort");
      const rising = before ? before !== "ascending" : !numeric;
      for (const other of document.querySelectorAll("th")) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
      const sign = rising ? 1 : -1;
      const sorted = [...projects].sort((a, b) => {
        const [one, other] = [a[key], b[key]];
        return (one < other ? -sign : one > other ? sign : 0) || a.number - b.number;
      });
      body.append(...sorted.map((project) => project.row));
    });
  }

  // The selected project

  function select(project) {
    if (state.selected) state.selected.row.removeAttribute("aria-selected");
    state.selected = project;
    const incoming = project ? whoGetsInto(project) : [];
    const outgoing = project ? whereGets(project) : [];
    state.incoming = new Set(incoming.map((each) => each.number));
    state.outgoing = new Set(outgoing.map((each) => each.number));
    byId("clear").disabled = !project;
    byId("details").replaceChildren(...(project ? told(project, incoming, outgoing) : []));
    byId("details").scrollTop = 0;
    if (project) {
      project.row.setAttribute("aria-selected", "true");
      project.row.scrollIntoView({ block: "nearest" });
      if (!project.key.startsWith(state.focus && `${state.focus.toLowerCase()}/`)) lookInto("");
    }
    draw();
  }

  function element(tag, text = "", kind = "") {
    const made = document.createElement(tag);
    made.textContent = text;
    made.className = kind;
    return made;
  }

  function told(project, incoming, outgoing) {
    const parts = [element("h2", project.path)];
    const lists = { on: "its allowlist is on", off: "its allowlist is off: every project's jobs get in", unknown: "its allowlist could not be read" };
    const about = project.outside ? "outside the fleet: its own allowlist was not read" : `${project.visibility}, ${lists[project.allowlist]}`;
    parts.push(element("p", about, "hint"));
    if (project.findings.length) {
      parts.push(element("h3", "Findings"), listed(project.findings, (rule) => element("li", rule)));
    }
    if (project.links.length) {
      parts.push(element("h3", `Allowlist: ${project.links.length}`), listed(project.links, entry));
    }
    if (!project.outside) parts.push(element("h3", `Whose jobs get in: ${incoming.length}`), listed(incoming, link));
    parts.push(element("h3", `Where its jobs get: ${outgoing.length}`), listed(outgoing, goal));
    return parts;
  }

  function goal(project) {
    const item = link(project);
    if (project.allowlist === "off") item.append(element("span", " (lets everyone in)", "rule"));
    return item;
  }

  function entry(each) {
    const item = each.kind === "group" ? element("li", each.source) : link(projects[numbers.get(each.source.toLowerCase())], each.source);
    const below = each.kind === "group" ? rangeBelow(each.source) : null;
    const known = { true: ", default permissions", false: `, only ${each.policies.join(", ") || "nothing"}` }[each.default_permissions] || "";
    item.append(element("span", (below ? ` (group, ${many(below[1] - below[0], "project")})` : "") + known, "rule"));
    return item;
  }

  function link(project, path = "") {
    if (!project) return element("li", path);
    const item = element("li");
    const button = element("button", project.path);
    button.type = "button";
    button.addEventListener("click", () => select(project));
    item.append(button);
    return item;
  }

  function listed(values, make, most = 100) {
    const list = element("ul");
    list.append(...values.slice(0, most).map((value) => make(value)));
    if (values.length > most) {
      const more = element("button", `and ${values.length - most} more`, "more");
      more.type = "button";
      more.addEventListener("click", () => list.replaceChildren(...values.map((value) => make(value))));
      const item = element("li");
      item.append(more);
      list.append(item);
    }
    return list;
  }

  // The map: groups as boxes within boxes, each as large as the number of its projects

  function tree() {
    const root = { path: "", name: "", children: new Map(), projects: [], size: 0 };
    for (const project of projects) {
      const names = project.path.split("/");
      let group = root;
      group.size += 1;
      for (let depth = 1; depth < names.length; depth += 1) {
        const path = names.slice(0, depth).join("/");
        if (!group.children.has(path)) {
          group.children.set(path, { path, name: names[depth - 1], children: new Map(), projects: [], size: 0, up: group });
        }
        group = group.children.get(path);
        group.size += 1;
      }
      group.projects.push(project);
    }
    return root;
  }

  const root = tree();

  function groupAt(path) {
    let group = root;
    const names = path ? path.split("/") : [];
    names.forEach((_, depth) => { group = group.children.get(names.slice(0, depth + 1).join("/")) || group; });
    return group;
  }

  // Squarified: rows are filled as long as that makes their boxes more like squares.
  function squarify(items, x, y, width, height) {
    const boxes = [];
    let rest = [...items].sort((a, b) => b.size - a.size);
    while (rest.length && width > 0.5 && height > 0.5) {
      const total = rest.reduce((sum, item) => sum + item.size, 0);
      const scale = (width * height) / total;
      const side = Math.min(width, height);
      let taken = 0;
      let area = 0;
      let worst = Infinity;
      for (const item of rest) {
        const next = area + item.size * scale;
        const largest = rest[0].size * scale;
        const smallest = item.size * scale;
        const ratio = Math.max((side * side * largest) / (next * next), (next * next) / (side * side * smallest));
        if (taken && ratio > worst) break;
        worst = ratio;
        area = next;
        taken += 1;
      }
      const depth = area / side;
      let along = 0;
      for (const item of rest.slice(0, taken)) {
        const length = (item.size * scale) / depth;
        boxes.push(width >= height ? { item, x, y: y + along, width: depth, height: length } : { item, x: x + along, y, width: length, height: depth });
        along += length;
      }
      if (width >= height) { x += depth; width -= depth; } else { y += depth; height -= depth; }
      rest = rest.slice(taken);
    }
    return boxes;
  }

  const TITLE = 16;
  let boxes = [];
  let centres = new Map();

  function layOut(width, height) {
    boxes = [];
    centres = new Map();
    const place = (group, x, y, w, h, depth) => {
      const folded = depth > 0 && state.folded.has(group.path);
      const titled = depth > 0 && w > 30 && h > TITLE + 8;
      boxes.push({ group, x, y, width: w, height: h, depth, folded, titled });
      if (folded) {
        const each = (inside) => {
          for (const project of inside.projects) centres.set(project.number, [x + w / 2, y + h / 2]);
          inside.children.forEach(each);
        };
        each(group);
        return;
      }
      const edge = depth > 0 && w > 12 && h > 12 ? 2 : 0;
      const items = [...group.children.values(), ...group.projects.map((project) => ({ project, size: 1 }))];
      const top = titled ? TITLE : edge;
      for (const box of squarify(items, x + edge, y + top, w - 2 * edge, h - top - edge)) {
        if (box.item.project) {
          boxes.push({ ...box, project: box.item.project });
          centres.set(box.item.project.number, [box.x + box.width / 2, box.y + box.height / 2]);
        } else place(box.item, box.x, box.y, box.width, box.height, depth + 1);
      }
    };
    place(groupAt(state.focus), 0, 0, width, height, 0);
  }

  const canvas = byId("canvas");
  const pen = canvas.getContext("2d");

  function colourOf(project, colours) {
    const goesIn = state.incoming.has(project.number);
    const comesOut = state.outgoing.has(project.number);
    if (goesIn || comesOut) return colours[goesIn && comesOut ? "both" : goesIn ? "in" : "out"];
    if (project.outside) return colours.outside;
    if (project.allowlist === "off") return colours.off;
    if (project.allowlist === "unknown") return colours.unknown;
    return project.findings.length ? colours.found : colours.on;
  }

  function countIn(group, numbersOfInterest) {
    const [start, end] = rangeBelow(group.path);
    let count = 0;
    for (const number of numbersOfInterest) if (start <= number && number < end) count += 1;
    return count;
  }

  let queued = false;
  function draw() {
    if (queued) return;
    queued = true;
    requestAnimationFrame(() => { queued = false; paint(); });
  }

  function paint() {
    const { width, height } = byId("stage").getBoundingClientRect();
    const dense = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    layOut(width, height);
    const colours = Object.fromEntries(
      ["on", "found", "off", "unknown", "outside", "in", "out", "both", "group", "paper", "line", "ink", "faint", "dim"].map((name) => [name, style(`--${name}`)]),
    );
    pen.clearRect(0, 0, width, height);
    pen.textBaseline = "middle";
    for (const box of boxes) {
      if (box.group) paintGroup(box, colours);
      else {
        const related = state.selected && (box.project === state.selected || state.incoming.has(box.project.number) || state.outgoing.has(box.project.number));
        const passes = !state.shown || state.shown.has(box.project.number);
        pen.globalAlpha = passes && (!state.selected || related) ? 1 : Number(colours.dim);
        pen.fillStyle = colourOf(box.project, colours);
        const gap = Math.min(1, box.width / 6, box.height / 6);
        pen.fillRect(box.x + gap, box.y + gap, box.width - 2 * gap, box.height - 2 * gap);
        if (box.project.outside) {
          pen.strokeStyle = colours.line;
          pen.lineWidth = 1;
          pen.strokeRect(box.x + gap, box.y + gap, box.width - 2 * gap, box.height - 2 * gap);
        }
        paintName(box, box.project.path.split("/").pop(), colours);
        pen.globalAlpha = 1;
      }
    }
    if (state.selected) paintWays(colours);
  }

  function paintGroup(box, colours) {
    pen.fillStyle = box.depth % 2 ? colours.group : colours.paper;
    pen.fillRect(box.x, box.y, box.width, box.height);
    if (box.depth === 0) return;
    pen.strokeStyle = colours.line;
    pen.lineWidth = 1;
    pen.strokeRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1);
    if (box.titled || box.folded) {
      pen.font = "11px system-ui, sans-serif";
      pen.fillStyle = colours.ink;
      write(`${box.folded ? "▸" : "▾"} ${box.group.name}`, box.x + 4, box.y + TITLE / 2 + 1, box.width - 8);
    }
    if (box.folded) {
      pen.fillStyle = colours.faint;
      const parts = [many(box.group.size, "project")];
      if (state.selected) {
        const [come, go] = [countIn(box.group, state.incoming), countIn(box.group, state.outgoing)];
        if (come) parts.push(`${come} get in`);
        if (go) parts.push(`${go} got into`);
      }
      parts.forEach((part, line) => write(part, box.x + 8, box.y + TITLE * (1.5 + line), box.width - 12));
    }
  }

  function paintName(box, name, colours) {
    if (box.width < 42 || box.height < 14) return;
    pen.font = "11px system-ui, sans-serif";
    pen.fillStyle = colours.ink;
    write(name, box.x + 4, box.y + box.height / 2, box.width - 8);
  }

  function write(text, x, y, room) {
    let shown = text;
    while (shown.length > 1 && pen.measureText(shown).width > room) shown = `${shown.slice(0, -2)}…`;
    if (pen.measureText(shown).width <= room) pen.fillText(shown, x, y);
  }

  function paintWays(colours) {
    const here = centres.get(state.selected.number);
    if (!here) return;
    const ways = [...[...state.incoming].map((number) => [number, "in"]), ...[...state.outgoing].map((number) => [number, "out"])];
    pen.globalAlpha = ways.length > 400 ? 0.15 : 0.55;
    pen.lineWidth = 1.2;
    for (const [number, way] of ways) {
      const there = centres.get(number);
      if (!there) continue;
      const bend = way === "in" ? 0.18 : -0.18;
      const [dx, dy] = [there[0] - here[0], there[1] - here[1]];
      pen.strokeStyle = colours[way];
      pen.beginPath();
      pen.moveTo(...here);
      pen.quadraticCurveTo(here[0] + dx / 2 - dy * bend, here[1] + dy / 2 + dx * bend, ...there);
      pen.stroke();
    }
    pen.globalAlpha = 1;
    pen.strokeStyle = colours.ink;
    pen.lineWidth = 3;
    pen.beginPath();
    pen.arc(...here, 7, 0, 2 * Math.PI);
    pen.stroke();
  }

  function boxAt(event) {
    const stage = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - stage.left, event.clientY - stage.top];
    return boxes.findLast((box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
  }

  function toggle(group) {
    if (!state.folded.delete(group.path)) state.folded.add(group.path);
    draw();
  }

  let waiting = 0;
  canvas.addEventListener("click", (event) => {
    const box = boxAt(event);
    if (!box) return;
    if (box.project) select(box.project === state.selected ? null : box.project);
    else if (box.depth > 0) {
      // A double click looks inside; it must not fold the group on its way there.
      clearTimeout(waiting);
      if (event.detail === 1) waiting = setTimeout(toggle, 220, box.group);
    }
  });
  canvas.addEventListener("dblclick", (event) => {
    const box = boxAt(event);
    clearTimeout(waiting);
    if (box && box.group && box.depth > 0) lookInto(box.group.path);
  });
  canvas.addEventListener("mousemove", (event) => {
    const box = boxAt(event);
    const tip = byId("tip");
    tip.hidden = !box || (box.group && box.depth === 0);
    if (tip.hidden) return;
    const project = box.project;
    tip.textContent = project
      ? `${project.path}${project.outside ? " (outside)" : project.allowlist === "off" ? ": lets everyone in" : `: lets in ${project.letIn}`}, gets into ${project.getsInto}${project.rules ? ` · ${project.rules}` : ""}`
      : `${box.group.path}: ${many(box.group.size, "project")}`;
    const stage = byId("stage").getBoundingClientRect();
    tip.style.left = `${Math.max(0, Math.min(event.clientX - stage.left + 12, stage.width - tip.offsetWidth))}px`;
    tip.style.top = `${Math.max(0, Math.min(event.clientY - stage.top + 16, stage.height - tip.offsetHeight))}px`;
  });
  canvas.addEventListener("mouseleave", () => { byId("tip").hidden = true; });

  function lookInto(path) {
    state.focus = path;
    state.folded.delete(path);
    const trail = [];
    const add = (name, to) => {
      const button = element("button", name);
      button.type = "button";
      button.addEventListener("click", () => lookInto(to));
      trail.push(button);
    };
    add("all groups", "");
    const names = path ? path.split("/") : [];
    names.forEach((name, depth) => add(name, names.slice(0, depth + 1).join("/")));
    byId("trail").replaceChildren(...trail);
    draw();
  }

  const foldable = () => {
    const found = [];
    const visit = (group, depth) => {
      if (depth === 2) found.push(group.path);
      else group.children.forEach((child) => visit(child, depth + 1));
    };
    visit(groupAt(state.focus), state.focus ? 1 : 0);
    return found;
  };

  byId("fold").addEventListener("click", () => {
    const groups = foldable();
    const folds = !groups.some((path) => state.folded.has(path));
    state.folded = new Set(folds ? groups : []);
    byId("fold").textContent = folds ? "Unfold groups" : "Fold groups";
    draw();
  });
  byId("clear").addEventListener("click", () => select(null));
  byId("search").addEventListener("input", applyFilter);
  byId("filter").addEventListener("change", applyFilter);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.selected) select(null);
    else if (event.key === "/" && document.activeElement !== byId("search")) {
      event.preventDefault();
      byId("search").focus();
    }
  });
  window.addEventListener("resize", draw);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

  lookInto("");
  applyFilter();
})();
