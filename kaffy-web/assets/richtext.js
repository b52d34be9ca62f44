// Makes an editor of the text area of a rich text. The text area stays what the form sends, and the
// server cleans what it gets: nothing here has to be trusted.

const $ = (selector, root = document) => root.querySelector(selector);
const on = (target, kind, act) => target.addEventListener(kind, act);
const words = (text) => new Set(text.split(" "));

const kept = words("a abbr blockquote br caption cite code dd del dl dt em h1 h2 h3 h4 h5 h6 hr ins kbd li mark ol p pre q s small strong sub sup table tbody td th thead tr ul");
const dropped = words("head iframe math noscript object script style svg template title");
const headings = "h1, h2, h3, h4, h5, h6";
const blocks = `p, div, ${headings}, ul, ol, dl, table, blockquote, pre, hr`;
const renamed = { b: "strong", i: "em", div: "p", strike: "s" };
const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\u00a0": "&nbsp;" };
const escaped = (text) => text.replace(/[&<>"\u00a0]/g, (sign) => signs[sign]);
const leads = (address) => /^(https?:\/\/|mailto:)\S+$/i.test(address);

// What may stay of a piece of a page: of the editor for the form, of the clipboard for the editor.
function markup(node) {
  if (node.nodeType === Node.TEXT_NODE) return escaped(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || dropped.has(node.localName)) return "";
  const inner = [...node.childNodes].map(markup).join("");
  const name = renamed[node.localName] ?? node.localName;
  // Some programs wrap all they copy into a <b> that is not bold.
  const plain = name === "strong" && /font-weight:\s*normal/.test(node.getAttribute("style"));
  if (!kept.has(name) || plain || (name === "p" && $(blocks, node))) return inner;
  if (name === "br" || name === "hr") return `<${name}>`;
  let attributes = "";
  for (const key of ["colspan", "rowspan", "start", "title"]) {
    if (node.hasAttribute(key)) attributes += ` ${key}="${escaped(node.getAttribute(key))}"`;
  }
  if (name === "a") {
    const address = (node.getAttribute("href") ?? "").trim();
    if (!leads(address)) return inner;
    attributes = ` href="${escaped(address)}"`;
  }
  return `<${name}${attributes}>${inner}</${name}>`;
}

// What an editor holds; words outside of any paragraph become one.
function content(edit) {
  let [html, loose] = ["", ""];
  const gather = () => {
    if (loose.trim()) html += `<p>${loose}</p>`;
    loose = "";
  };
  for (const node of edit.childNodes) {
    if (node.nodeType !== Node.ELEMENT_NODE || !node.matches(blocks)) {
      loose += markup(node);
      continue;
    }
    gather();
    html += markup(node);
  }
  gather();
  return html;
}

const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;

// An address as people type it: example.org, mia@example.org.
function address(text) {
  const typed = text.trim();
  if (leads(typed)) return typed;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(typed)) return `mailto:${typed}`;
  return /^[^\s@/:]+\.[^\s@/:]{2,}([/:?#]\S*)?$/.test(typed) ? `https:\/\/${typed}` : "";
}

function editor(box) {
  const [area, edit, bar, link] = ["textarea", "[data-rich-edit]", "[data-rich-bar]", "[data-rich-link]"].map((it) => $(it, box));
  const label = $(`label[for="${CSS.escape(area.id)}"]`);
  const [field, complaint] = [$("input", link), $("[data-rich-error]", link)];
  const buttons = [...bar.querySelectorAll("button")];
  const linkButton = $('[data-rich-do="link"]', bar);

  // The editor takes the place of the text area for labels and the summary of errors.
  edit.id = area.id;
  area.id += "-html";
  bar.setAttribute("aria-controls", edit.id);
  Object.assign(edit, { contentEditable: "true", role: "textbox", ariaMultiLine: "true", hidden: false });
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (area.hasAttribute(name)) edit.setAttribute(name, area.getAttribute(name));
  }
  if (area.required) edit.ariaRequired = "true";
  if (label) {
    label.id = `${edit.id}-label`;
    edit.setAttribute("aria-labelledby", label.id);
    on(label, "click", () => edit.focus());
  }
  // Back from another page the browser may know what was typed.
  if (area.value !== area.defaultValue) edit.replaceChildren(...parsed(markup(parsed(area.value))).childNodes);
  area.hidden = true;
  bar.hidden = false;
  box.classList.add("live");
  if (area.autofocus) edit.focus();

  const run = (command, value) => document.execCommand(command, false, value);
  const around = (selector) => {
    const node = getSelection().anchorNode;
    const element = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement;
    const found = edit.contains(element) ? element.closest(selector) : null;
    return found && edit.contains(found) && found !== edit ? found : null;
  };
  // Chromium puts the cursor to the start of what becomes a list.
  const keeping = (command) => {
    const { anchorNode, anchorOffset, isCollapsed } = getSelection();
    const inside = isCollapsed && anchorNode?.nodeType === Node.TEXT_NODE && anchorOffset > 0;
    const before = document.createRange();
    before.setStart(edit, 0);
    if (inside) before.setEnd(anchorNode, anchorOffset);
    let length = before.toString().length;
    run(command);
    if (!inside) return;
    const texts = document.createTreeWalker(edit, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      if (length <= texts.currentNode.length) return getSelection().collapse(texts.currentNode, length);
      length -= texts.currentNode.length;
    }
  };
  const quote = () => {
    if (!around("blockquote")) {
      if (around("ol")) keeping("insertOrderedList");
      else if (around("ul")) keeping("insertUnorderedList");
      return run("formatBlock", "blockquote");
    }
    run("formatBlock", "p");
    if (around("blockquote")) run("outdent");
  };
  const does = {
    // A heading is bold by itself.
    bold: () => around(headings) || run("bold"),
    italic: () => run("italic"),
    h2: () => run("formatBlock", around("h2") ? "p" : "h2"),
    h3: () => run("formatBlock", around("h3") ? "p" : "h3"),
    ul: () => keeping("insertUnorderedList"),
    ol: () => keeping("insertOrderedList"),
    blockquote: quote,
    link: () => (link.hidden ? ask() : close()),
    undo: () => run("undo"),
  };
  const state = () => {
    const has = { bold: document.queryCommandState("bold") && !around(headings), italic: document.queryCommandState("italic") };
    for (const name of ["h2", "h3", "ul", "ol", "blockquote"]) has[name] = around(name);
    has.link = around("a");
    for (const button of buttons) {
      if (button.ariaPressed) button.ariaPressed = String(Boolean(has[button.dataset.richDo]));
    }
  };
  const sync = () => {
    const has = edit.textContent.trim() || $("hr", edit);
    area.value = has ? content(edit) : "";
    // What is typed next into an emptied editor is a paragraph.
    if (!has && around(headings)) run("formatBlock", "p");
    state();
  };

  // The row for the address of a link. What was selected is selected again afterwards.
  let selected;
  const ask = () => {
    selected = edit.contains(getSelection().anchorNode) ? getSelection().getRangeAt(0).cloneRange() : null;
    field.value = around("a")?.getAttribute("href") ?? "";
    complaint.textContent = "";
    link.hidden = false;
    linkButton.ariaExpanded = "true";
    field.focus();
  };
  const close = () => {
    link.hidden = true;
    linkButton.ariaExpanded = "false";
    edit.focus();
    if (selected) {
      getSelection().removeAllRanges();
      getSelection().addRange(selected);
    }
    const inside = around("a");
    if (inside) getSelection().selectAllChildren(inside);
  };
  const set = () => {
    const href = address(field.value);
    if (!href) {
      complaint.textContent = t("rich-no-address");
      field.focus();
      return;
    }
    close();
    if (getSelection().isCollapsed) run("insertHTML", `<a href="${escaped(href)}">${escaped(field.value.trim())}</a>`);
    else run("createLink", href);
    sync();
  };
  on($("[data-rich-set]", link), "click", set);
  on($("[data-rich-unset]", link), "click", () => {
    close();
    run("unlink");
    sync();
  });
  on(link, "keydown", (event) => {
    if (event.key === "Enter" && event.target === field) {
      event.preventDefault();
      set();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
  // Typing an address is not typing into the form.
  on(link, "input", (event) => event.stopPropagation());

  const act = (name) => {
    edit.focus();
    does[name]();
    if (name !== "link") sync();
  };
  for (const [at, button] of buttons.entries()) {
    button.tabIndex = at ? -1 : 0;
    on(button, "pointerdown", (event) => event.preventDefault());
    on(button, "click", () => act(button.dataset.richDo));
  }
  // One stop of the Tab key, arrows inside (ARIA toolbar).
  on(bar, "keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = buttons.indexOf(event.target);
    if (!step || at < 0) return;
    const next = buttons[(at + step + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });

  on(edit, "focus", () => {
    run("styleWithCSS", false);
    run("defaultParagraphSeparator", "p");
  });
  on(edit, "input", sync);
  on(edit, "keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    const name = command && !event.shiftKey && !event.altKey && { b: "bold", i: "italic", k: "link" }[event.key.toLowerCase()];
    if (name) {
      event.preventDefault();
      act(name);
    }
    // Letters are no shortcuts here.
    if (!command && event.key !== "Escape") event.stopPropagation();
  });
  on(edit, "paste", (event) => {
    event.preventDefault();
    const html = event.clipboardData.getData("text/html");
    if (html) run("insertHTML", markup(parsed(html)));
    else run("insertText", event.clipboardData.getData("text/plain"));
  });
  on(document, "selectionchange", () => edit.contains(document.activeElement) && state());
}

for (const box of document.querySelectorAll("[data-rich]")) editor(box);
