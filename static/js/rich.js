// Formatted writing over the plain field. It is fetched after the page, and only where somebody writes:
// <form data-rich="now"> at once, <form data-rich="focus"> when its field is entered.
for (const form of document.querySelectorAll("form[data-rich]")) {
  const begin = () => import("./editor/editor.js").then(({ enrich }) => enrich(form)).catch(() => {});
  if (form.dataset.rich === "now") begin();
  else form.elements.text.addEventListener("focus", begin, { once: true });
}
