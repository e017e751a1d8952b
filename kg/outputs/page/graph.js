"use strict";
(() => {
  const { nodes: drawn, edges: lines, legend } = JSON.parse(document.getElementById("data").textContent);
  const nodes = new vis.DataSet(drawn);
  const edges = new vis.DataSet(lines.map((line, index) => ({ ...line, id: index })));
  const network = new vis.Network(document.getElementById("canvas"), { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: true, tooltipDelay: 120, keyboard: { enabled: true, bindToWindow: false } },
    nodes: { borderWidth: 1.5, font: { color: "#22303c", strokeWidth: 4, strokeColor: "#fbfbfa" } },
    edges: {
      color: { color: "#b4bec6", highlight: "#22303c", hover: "#56646f", inherit: false },
      arrows: { to: { scaleFactor: 0.45 } },
      smooth: false,
      selectionWidth: 1.5,
      font: { size: 12, color: "#56646f", strokeWidth: 3, strokeColor: "#fbfbfa", align: "middle" },
    },
  });

  const kinds = new Map(drawn.map(({ id, kind }) => [id, kind]));
  const away = new Set();
  const gone = (id) => away.has(kinds.get(id));

  const events = new Set(drawn.filter(({ shape }) => shape === "diamond").map(({ id }) => id));

  /* What to light up with `chosen`: itself, what it is tied to, and who else takes part in its events. */
  const around = (chosen) => {
    const centres = new Set([chosen, ...network.getConnectedNodes(chosen).filter((id) => events.has(id))]);
    return { centres, near: new Set([...centres].flatMap((id) => [id, ...network.getConnectedNodes(id)])) };
  };

  const show = (chosen) => {
    const { centres, near } = chosen ? around(chosen) : {};
    nodes.update(drawn.map(({ id, font }) => {
      const dim = near && !near.has(id);
      const color = dim ? "rgba(34, 48, 60, .1)" : font.color;
      return { id, hidden: gone(id), opacity: dim ? 0.12 : 1, font: { ...font, color, strokeWidth: dim ? 0 : font.strokeWidth } };
    }));
    edges.update(lines.map(({ from, to, role }, id) => {
      const lit = centres && (centres.has(from) || centres.has(to));
      return { id, hidden: gone(from) || gone(to) || Boolean(centres && !lit), label: lit ? role : "" };
    }));
  };

  const list = document.getElementById("legend");
  for (const { kind, name, shape, colour, count } of legend) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = true;
    box.addEventListener("change", () => {
      away[box.checked ? "delete" : "add"](kind);
      show();
    });
    const key = document.createElement("span");
    key.className = `key ${shape}`;
    key.style.background = colour;
    const words = document.createElement("span");
    words.textContent = name;
    const number = document.createElement("span");
    number.textContent = count;
    const label = document.createElement("label");
    label.append(box, key, words, number);
    const item = document.createElement("li");
    item.append(label);
    list.append(item);
  }

  const fit = () => {
    const { width, height } = document.getElementById("canvas").getBoundingClientRect();
    const legendWidth = document.querySelector("aside").getBoundingClientRect().right;
    const taken = width > 2.5 * legendWidth ? legendWidth : 0;
    const [west, east] = [Math.min, Math.max].map((most) => most(...drawn.map(({ x }) => x)));
    const [north, south] = [Math.min, Math.max].map((most) => most(...drawn.map(({ y }) => y)));
    const scale = Math.min((width - taken) / (east - west + 220), height / (south - north + 120), 1.5);
    network.moveTo({ position: { x: (west + east) / 2, y: (north + south) / 2 }, scale, offset: { x: taken / 2, y: 0 } });
  };
  fit();

  network.on("selectNode", ({ nodes: [chosen] }) => show(chosen));
  network.on("deselectNode", () => show());
  network.once("afterDrawing", () => { document.body.dataset.drawn = nodes.length; });
})();
