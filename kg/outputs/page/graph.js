"use strict";
(() => {
  const MARGIN = 16; // pixels that stay free at the edges and around the legend
  const STRETCH = 1.8; // how much farther apart nodes may stand to fill a window of another shape
  const CLOSEST = 1.5; // the scale of the smallest graphs
  const GROWTH = 1.6; // how much larger the names of states are in a window too small for them
  const LEGIBLE = 7; // pixels below which a label is not drawn until one zooms in

  const { nodes: drawn, edges: lines, legend } = JSON.parse(document.getElementById("data").textContent);
  const nodes = new vis.DataSet(drawn);
  const edges = new vis.DataSet(lines.map((line, index) => ({ ...line, id: index })));
  const network = new vis.Network(document.getElementById("canvas"), { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: true, tooltipDelay: 120, keyboard: { enabled: true, bindToWindow: false } },
    nodes: { borderWidth: 1.5, scaling: { label: { drawThreshold: 0 } }, font: { color: "#22303c", strokeWidth: 4, strokeColor: "#fbfbfa" } },
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

  /* The box around all nodes with their labels, once their places are `wide` and `high` times as far apart. */
  const extent = (spots, wide, high) => ({
    west: Math.min(...spots.map(({ x, left }) => x * wide - left)),
    east: Math.max(...spots.map(({ x, right }) => x * wide + right)),
    north: Math.min(...spots.map(({ y, top }) => y * high - top)),
    south: Math.max(...spots.map(({ y, bottom }) => y * high + bottom)),
  });

  /* How to draw the `spots` in the room between `x`, `y` and the right and bottom margin: the farther apart the more room. */
  const filling = (spots, { x, y, width, height }) => {
    let [wide, high] = [1, 1];
    for (let round = 0; round < 8; round += 1) {
      const { west, east, north, south } = extent(spots, wide, high);
      const ratio = (east - west) / (south - north) / (width / height);
      wide = Math.min(Math.max(1, wide / ratio), STRETCH);
      high = Math.min(Math.max(1, high * ratio), STRETCH);
    }
    const { west, east, north, south } = extent(spots, wide, high);
    const scale = Math.min(width / (east - west), height / (south - north), CLOSEST);
    const middle = { x: x + width / 2, y: y + height / 2 };
    return { wide, high, scale, middle, position: { x: (west + east) / 2, y: (north + south) / 2 } };
  };

  /* Draws all nodes far away, so that they and their labels have a size, then as large as they are free of the legend. */
  const fit = () => {
    const { width, height } = document.getElementById("canvas").getBoundingClientRect();
    const { right, bottom } = document.querySelector("aside").getBoundingClientRect();
    const far = extent(drawn.map(({ x, y }) => ({ x, y, left: 300, right: 300, top: 300, bottom: 300 })), 1, 1);
    network.moveTo({
      position: { x: (far.west + far.east) / 2, y: (far.north + far.south) / 2 },
      scale: Math.min(width / (far.east - far.west), height / (far.south - far.north)),
    });
    const rooms = [[right, 0], [0, bottom]].map(([west, north]) => ({
      x: west + MARGIN,
      y: north + MARGIN,
      width: Math.max(width - west - 2 * MARGIN, 1),
      height: Math.max(height - north - 2 * MARGIN, 1),
    }));
    const chosen = () => {
      network.redraw();
      const spots = drawn.map(({ id, x, y }) => {
        const box = network.getBoundingBox(id);
        return { x, y, left: x - box.left, right: box.right - x, top: y - box.top, bottom: box.bottom - y };
      });
      return rooms.map((room) => filling(spots, room)).sort((one, other) => other.scale - one.scale)[0];
    };
    const first = chosen();
    for (const { font } of drawn.filter(({ kind }) => kind === "state")) {
      font.size = Math.max(font.size, Math.min(font.size * GROWTH, (LEGIBLE + 1) / first.scale));
    }
    nodes.update(drawn.map(({ id, font }) => ({ id, font })));
    const best = chosen();
    const { wide, high, scale, position, middle } = best;
    nodes.update(drawn.map(({ id, x, y, font }) => {
      const drawThreshold = font.size * scale < LEGIBLE ? LEGIBLE + 1 : LEGIBLE; // labels fade in over one pixel
      return { id, x: x * wide, y: y * high, scaling: { label: { drawThreshold } } };
    }));
    network.moveTo({ position, scale, offset: { x: middle.x - width / 2, y: middle.y - height / 2 } });
  };
  fit();

  network.on("selectNode", ({ nodes: [chosen] }) => show(chosen));
  network.on("deselectNode", () => show());
  network.once("afterDrawing", () => { document.body.dataset.drawn = nodes.length; });
  window.drawing = network; // for the console, and for tests
})();
