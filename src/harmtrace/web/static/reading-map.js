// The map of a page: MapLibre draws our own places on our own land; nothing is asked of anybody else.
// Where it cannot run (no WebGL, no script) the drawn map or the link to it stays, and all is named in the tables.
import { Map, NavigationControl, Popup, ScaleControl, setWorkerUrl } from "./maplibre-gl-6.17.0.mjs";

setWorkerUrl(new URL("./maplibre-gl-6.17.0-worker.mjs", import.meta.url).href);

const FONT = "13px 'Noto Sans', 'Noto Sans Arabic', system-ui, sans-serif";

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return { ink: of("--ink"), soft: of("--soft"), card: of("--card"), line: of("--line"), accent: of("--accent") };
}

// Words are drawn by the browser, which knows every script, and given to the map as pictures.
function wordsImage(words, colour, halo, bold) {
  const scale = Math.min(window.devicePixelRatio || 1, 2);
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  pen.font = (bold ? "bold " : "") + FONT;
  canvas.width = Math.ceil((pen.measureText(words).width + 8) * scale);
  canvas.height = Math.ceil(22 * scale);
  pen.scale(scale, scale);
  pen.font = (bold ? "bold " : "") + FONT;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  if (halo) {
    pen.strokeStyle = halo;
    pen.lineWidth = 4;
    pen.strokeText(words, 4, 11);
  }
  pen.fillStyle = colour;
  pen.fillText(words, 4, 11);
  return { data: pen.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: scale };
}

// Lines over an area in which incidents are told of, so that it differs from one of totals in more than its colour.
function hatch(colour) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 8;
  const pen = canvas.getContext("2d");
  pen.strokeStyle = colour;
  pen.globalAlpha = 0.7;
  pen.beginPath();
  for (const shift of [-8, 0, 8]) {
    pen.moveTo(shift, 8);
    pen.lineTo(shift + 8, 0);
  }
  pen.stroke();
  return { data: pen.getImageData(0, 0, 8, 8), pixelRatio: 1 };
}

const is = (...marks) => ["in", ["get", "mark"], ["literal", marks]];
const of = (features) => ({ type: "FeatureCollection", features });

function sources(found, land) {
  const flat = (feature) => feature.geometry.type === "Point";
  const points = found.features.filter((feature) => feature.properties.mark === "point");
  return {
    land: { type: "geojson", data: of(land.features.filter((feature) => feature.properties.kind !== "name")) },
    names: { type: "geojson", data: of(land.features.filter((feature) => feature.properties.kind === "name")) },
    areas: { type: "geojson", data: of(found.features.filter((feature) => !flat(feature))) },
    candidates: { type: "geojson", data: of(found.features.filter((f) => flat(f) && f.properties.mark !== "point")) },
    points: {
      type: "geojson",
      data: of(points),
      cluster: points.length > 60,
      clusterRadius: 42,
      clusterMaxZoom: 11,
      clusterProperties: { incidents: ["+", ["get", "n"]] },
    },
  };
}

function layers(tint) {
  const line = (kind, paint) => ({
    id: `land-${kind}`, type: "line", source: "land", filter: ["==", ["get", "kind"], kind],
    paint: { "line-color": tint.soft, ...paint },
  });
  const many = ["has", "point_count"];
  return [
    { id: "ground", type: "background", paint: { "background-color": tint.card } },
    line("adm1", { "line-width": 0.6, "line-dasharray": [1, 3] }),
    line("border", { "line-width": 0.8, "line-dasharray": [5, 2, 1, 2] }),
    line("coast", { "line-width": 1 }),
    { id: "areas", type: "fill", source: "areas", paint: { "fill-color": tint.accent, "fill-opacity": 0.13 } },
    {
      id: "areas-hatched", type: "fill", source: "areas", filter: is("incidents_area", "incidents_circle"),
      paint: { "fill-pattern": "hatch" },
    },
    {
      id: "areas-edge", type: "line", source: "areas",
      paint: { "line-color": tint.accent, "line-width": 1.4, "line-dasharray": [3, 2] },
    },
    {
      id: "names", type: "symbol", source: "names", maxzoom: 7,
      layout: { "icon-image": ["concat", "land:", ["get", "name"]], "icon-padding": 4 },
    },
    {
      id: "candidates", type: "symbol", source: "candidates",
      layout: { "icon-image": "count:◇" },
    },
    {
      id: "points", type: "circle", source: "points", filter: ["!", many],
      paint: {
        "circle-color": tint.accent, "circle-stroke-color": tint.card, "circle-stroke-width": 1.5,
        "circle-radius": ["step", ["get", "n"], 6, 2, 8, 10, 11, 50, 14],
      },
    },
    {
      id: "clusters", type: "circle", source: "points", filter: many,
      paint: {
        "circle-color": tint.accent, "circle-stroke-color": tint.card, "circle-stroke-width": 3,
        "circle-radius": ["step", ["get", "incidents"], 14, 20, 17, 100, 20, 1000, 24],
      },
    },
    {
      id: "counts", type: "symbol", source: "points", filter: ["any", many, [">", ["get", "n"], 9]],
      layout: {
        "icon-image": ["concat", "count:", ["to-string", ["coalesce", ["get", "incidents"], ["get", "n"]]]],
        "icon-allow-overlap": true,
      },
    },
    {
      id: "point-names", type: "symbol", source: "points", filter: ["!", many], minzoom: 6,
      layout: { "icon-image": ["concat", "name:", ["get", "name"]], "icon-offset": [0, 18], "icon-padding": 2 },
    },
    {
      id: "area-names", type: "symbol", source: "areas",
      layout: { "icon-image": ["concat", "name:", ["get", "name"]], "icon-padding": 6 },
    },
  ];
}

function drawn(name, tint, digits) {
  const [kind, words] = [name.slice(0, name.indexOf(":")), name.slice(name.indexOf(":") + 1)];
  if (name === "count:◇") return wordsImage("◇", tint.accent, tint.card, true);
  if (kind === "count") return wordsImage(digits(words), tint.card, "", true);
  if (kind === "land") return wordsImage(words.toUpperCase(), tint.soft, tint.card, false);
  return kind === "name" ? wordsImage(words, tint.ink, tint.card, false) : null;
}

// What a mark says: built of text, never of markup.
function told(answer, words) {
  const box = document.createElement("div");
  const add = (parent, tag, text, address) => {
    const made = parent.appendChild(document.createElement(tag));
    if (address) made.href = address;
    made.append(text);
    return made;
  };
  add(box, "h3", answer.name);
  add(box, "p", answer.how).className = "soft";
  const list = add(box, "ul", "");
  for (const one of answer.told) add(add(list, "li", ""), "a", one.title, one.address);
  if (answer.more) add(list, "li", words.more.replace("{n}", answer.more));
  if (answer.page) add(box, "a", words.place, answer.page);
  return box;
}

async function opened(map, place, key, box) {
  const words = JSON.parse(box.dataset.words);
  const address = new URL(box.dataset.told, location.href);
  address.searchParams.set("at", key);
  const answer = await (await fetch(address)).json();
  new Popup({ maxWidth: "20rem" }).setLngLat(place).setDOMContent(told(answer, words)).addTo(map);
}

function listen(map, box) {
  const pressed = ["points", "candidates", "areas"];
  map.on("click", async (event) => {
    const [cluster] = map.queryRenderedFeatures(event.point, { layers: ["clusters"] });
    if (cluster) {
      const zoom = await map.getSource("points").getClusterExpansionZoom(cluster.properties.cluster_id);
      map.easeTo({ center: cluster.geometry.coordinates, zoom: zoom + 0.5 });
      return;
    }
    const [mark] = map.queryRenderedFeatures(event.point, { layers: pressed });
    if (mark) await opened(map, event.lngLat, mark.properties.at, box);
  });
  for (const layer of [...pressed, "clusters"]) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
}

function bounds(box) {
  if (!box) return [[-170, -55], [170, 75]];
  const [west, south, east, north] = box;
  return [[Math.max(west - 0.2, -180), Math.max(south - 0.2, -85)], [Math.min(east + 0.2, 180), Math.min(north + 0.2, 85)]];
}

async function draw(box) {
  const answers = await Promise.all([fetch(box.dataset.source), fetch(box.dataset.land)]);
  const [found, land] = await Promise.all(answers.map((answer) => answer.json()));
  if (!found.features.length) return;
  const words = JSON.parse(box.dataset.words);
  const tint = colours();
  const digits = new Intl.NumberFormat(box.dataset.digits).format;
  box.hidden = false;
  const map = new Map({
    container: box,
    style: { version: 8, sources: sources(found, land), layers: layers(tint) },
    bounds: bounds(found.bbox),
    fitBoundsOptions: { padding: 40, maxZoom: 9 },
    maxZoom: 13,
    attributionControl: false,
    dragRotate: false,
    cooperativeGestures: false,
    canvasContextAttributes: { preserveDrawingBuffer: true },
    locale: { "NavigationControl.ZoomIn": words.zoom_in, "NavigationControl.ZoomOut": words.zoom_out, "Map.Title": words.title, "Popup.Close": words.close },
  });
  map.scrollZoom.disable();
  map.setMissingStyleImageResolver((id) => {
    const image = id === "hatch" ? hatch(tint.accent) : drawn(id, tint, (n) => digits(Number(n)));
    if (image && !map.hasImage(id)) map.addImage(id, image.data, { pixelRatio: image.pixelRatio });
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl());
  listen(map, box);
  map.once("idle", () => { box.dataset.drawn = "yes"; });
  const still = document.querySelector(".still-map");
  if (still) {
    still.classList.add("replaced");
    document.querySelector(".map-bar")?.removeAttribute("hidden");
    document.querySelector("[data-map-switch]")?.addEventListener("click", () => {
      const live = still.classList.toggle("replaced");
      box.hidden = !live;
      if (live) map.resize();
    });
  }
}

for (const box of document.querySelectorAll(".live-map")) {
  draw(box).catch((problem) => {
    // No WebGL, or no answer: the drawn map is there already.
    box.hidden = true;
    document.querySelector(".still-map")?.classList.remove("replaced");
    console.info(String(problem));
  });
}
