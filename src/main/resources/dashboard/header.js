// What every page has in its header: the pages, and how they look. Runs before the body is read, so that nothing of it comes late.

(() => {
  const PAGES = [["./", "Live"], ["reports.html", "Reports"], ["pipeline.html", "Pipeline"], ["quality.html", "Quality"]];
  const DRAWINGS = "http://www.w3.org/2000/svg";
  const TOOLS = [
    { id: "theme", title: "Theme: automatic, light or dark", drawing: ["M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0", "solid M8 2a6 6 0 0 1 0 12z"] },
    {
      id: "figures",
      label: "Hide figures",
      title: "Hide figures, to show the page to others",
      drawing: ["M1.5 8s2.5-4.5 6.5-4.5S14.5 8 14.5 8s-2.5 4.5-6.5 4.5S1.5 8 1.5 8z", "M6 8a2 2 0 1 0 4 0a2 2 0 1 0-4 0", "slash M2.5 13.5l11-11"],
    },
    { id: "full-screen", label: "Full screen", title: "Full screen", drawing: ["M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"] },
  ];

  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  // A page goes by its name with and without its ending.
  const nameOf = (address) => new URL(address, location.href).pathname.replace(/(index)?\.html$/, "");

  class PageNames extends HTMLElement {
    connectedCallback() {
      const brand = make("h1", { className: "brand" });
      brand.append(make("img", { src: "favicon.svg", alt: "", width: 28, height: 28 }), "Caravan");
      const pages = make("nav", { className: "pages", ariaLabel: "Pages" });
      pages.append(...PAGES.map(([href, text]) => {
        const page = make("a", { href, textContent: text });
        if (nameOf(page.href) === nameOf(location.href)) page.ariaCurrent = "page";
        return page;
      }));
      this.replaceChildren(brand, pages);
    }
  }

  class PageTools extends HTMLElement {
    connectedCallback() {
      const tools = make("div", { className: "tools", role: "group", ariaLabel: "Look" });
      tools.append(...TOOLS.map(tool));
      this.replaceChildren(tools);
    }
  }

  function tool({ id, label, title, drawing }) {
    const button = make("button", { id, type: "button", className: "tool", title });
    button.append(picture(drawing));
    if (label) Object.assign(button, { ariaLabel: label, ariaPressed: "false" });
    else button.append(make("span", { className: "vh", textContent: "Theme: " }), make("span", { id: "theme-name", textContent: "Auto" }));
    return button;
  }

  function picture(drawing) {
    const svg = document.createElementNS(DRAWINGS, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    for (const line of drawing) {
      const [, name, d] = /^(?:([a-z]{2,}) )?(.*)$/.exec(line);
      const path = document.createElementNS(DRAWINGS, "path");
      if (name) path.setAttribute("class", name);
      path.setAttribute("d", d);
      svg.append(path);
    }
    return svg;
  }

  customElements.define("page-names", PageNames);
  customElements.define("page-tools", PageTools);
})();
