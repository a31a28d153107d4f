/* Keys, and words chosen in a text, on the pages for deciding. Without it every page works by its plain forms. */
"use strict";

(() => {
  const OFF = "harmtrace.keys.off";

  /* ---- words chosen in the text ---- */

  const points = (words) => Array.from(words).length; // offsets count code points, JavaScript counts UTF-16 units

  function chosen(text) {
    const selection = document.getSelection();
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const all = range.toString();
    const words = all.trim();
    if (!words) return null;
    const start = points(before.toString()) + points(all.slice(0, all.indexOf(words)));
    return { words, start, end: start + points(words) };
  }

  function take(text) {
    const found = chosen(text);
    const form = document.querySelector("form[data-takes-words]");
    if (!found || !form) return;
    form.elements.words.value = found.words;
    form.elements.start.value = found.start;
    form.elements.end.value = found.end;
    form.dispatchEvent(new Event("words", { bubbles: true }));
  }

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    const text = document.querySelector(".text[data-document]");
    if (!text) return;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => take(text), 250);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-takes-words]");
    if (!form || event.target.name !== "words") return;
    form.elements.start.value = "";
    form.elements.end.value = ""; // typed words are looked for on the server
  });

  /* ---- keys ---- */

  const typing = (where) =>
    where instanceof Element && where.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])");

  function letter(event) {
    if (/^[a-z?]$/.test(event.key)) return event.key;
    if (event.key === "؟") return "?";
    const place = /^Key([A-Z])$/.exec(event.code); // the place of the key, where the keyboard writes other letters
    return place && !/^[A-Za-z]$/.test(event.key) ? place[1].toLowerCase() : "";
  }

  const rows = () => Array.from(document.querySelectorAll("[data-row]"));
  const current = () => document.querySelector("[data-row][aria-current=true]");

  function choose(row) {
    for (const other of rows()) other.removeAttribute("aria-current");
    if (!row) return;
    row.setAttribute("aria-current", "true");
    const first = row.querySelector("a, button, summary");
    if (first) first.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = rows();
    if (!all.length) {
      const link = document.querySelector(by > 0 ? "a[rel=next]" : "a[rel=prev]");
      if (link) link.click();
      return;
    }
    const at = all.indexOf(current());
    choose(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]);
  }

  function act(key) {
    const named = `[aria-keyshortcuts~="${key}"]`;
    const here = current();
    const found = (here && here.querySelector(named)) || document.querySelector(`main ${named}:not([data-row] *)`);
    if (!found) return false;
    if (found.tagName === "SUMMARY") {
      found.parentElement.open = true;
      const field = found.parentElement.querySelector("textarea, select, input:not([type=hidden])");
      (field || found).focus();
    } else if (found.matches("textarea, select, input")) {
      found.focus();
    } else {
      found.click();
    }
    return true;
  }

  const help = () => document.getElementById("keys");
  const off = () => window.localStorage.getItem(OFF) === "yes";

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    if (typing(event.target) || off()) return;
    const key = letter(event);
    if (!key || (help() && help().open && key !== "?")) return;
    let done = true;
    if (key === "?") toggle();
    else if (key === "j") step(1);
    else if (key === "k") step(-1);
    else done = act(key);
    if (done) event.preventDefault();
  });

  function toggle() {
    const dialog = help();
    if (!dialog) return;
    if (dialog.open) dialog.close();
    else dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens=keys]")) toggle();
    if (event.target.closest("[data-closes]")) event.target.closest("dialog").close();
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || row === current()) return;
    for (const other of rows()) other.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
  });

  function begin() {
    for (const hidden of document.querySelectorAll("[data-with-script]")) hidden.hidden = false;
    const choice = document.querySelector("[data-keys-on]");
    if (choice) {
      choice.checked = !off();
      choice.addEventListener("change", () => window.localStorage.setItem(OFF, choice.checked ? "no" : "yes"));
    }
    const mark = document.querySelector(".text[data-document] .here");
    const frame = mark && mark.closest(".text");
    if (frame && frame.scrollHeight > frame.clientHeight) {
      frame.scrollTop = mark.offsetTop - frame.offsetTop - frame.clientHeight / 3;
    }
  }

  /* The queue is answered in place: the row that follows what was decided is the current one then. */
  let kept = -1;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target && event.detail.target.id === "queue") kept = rows().indexOf(current());
  });
  document.addEventListener("htmx:afterSwap", () => {
    const all = rows();
    if (kept < 0 || !all.length) return;
    choose(all[Math.min(kept, all.length - 1)]);
    kept = -1;
  });
  document.addEventListener("DOMContentLoaded", begin);
})();
