// One key an answer, for whoever wants it; without this script the buttons do the same.
(() => {
  const box = document.getElementById("keys");
  if (!box) return;
  box.closest("[hidden]").hidden = false;
  const kept = "foistats-keys";
  box.checked = localStorage.getItem(kept) !== "off";
  box.addEventListener("change", () => localStorage.setItem(kept, box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const meant = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!meant) return;
    event.preventDefault();
    const own = meant.closest("li").querySelector("input:not([type=hidden]), select, textarea");
    const empty = own && !own.value;
    const unsigned = meant.form && meant.form.querySelector("input:invalid");
    if (unsigned) unsigned.focus();
    else if (empty) own.focus();
    else meant.click();
  });
})();
