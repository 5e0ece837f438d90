"""The style sheet of every output: scoped by the class prefix, light and dark, no global rule, no id.

A theme is taken from where the output stands (JupyterLab, nbconvert, VS Code, Colab, mkdocs-material); only where nothing is said does the
reader's own preference count. Marks set both their background and their ink, so that they are legible (7:1 and more) whatever theme stands
around them; each bears its label and its own kind of line as well, so that nothing is told by colour alone. Doubled classes outweigh
JupyterLab's own rules for tables.
"""

from __future__ import annotations

_LIGHT = (
    "--d-base:#fff;--d-ink0:#1b1b1b;--d-dim:#595959;--d-rule:#d0d0d0;--d-ink:#141414;--d-link:#00538a;"
    "--d-per:#eadcf7;--d-per-l:#7b3fb5;--d-org:#d6e6fa;--d-org-l:#1f63b0;--d-loc:#d3efdf;--d-loc-l:#13794a;--d-grp:#e4e4e4;--d-grp-l:#666;"
    "--d-time:#fff0b8;--d-time-l:#8a6a00;--d-qty:#fde0cf;--d-qty-l:#b04a12;--d-said:#f3f4f6;--d-said-l:#6b7280;"
    "--d-q0:#444;--d-q1:#005a8d;--d-q2:#00644a;--d-q3:#7d5000;--d-q4:#9a2d00;--d-qink:#fff"
)
_DARK = (
    "--d-base:#121212;--d-ink0:#ececec;--d-dim:#b5b5b5;--d-rule:#474747;--d-ink:#f5f5f5;--d-link:#8fd0ff;"
    "--d-per:#43305f;--d-per-l:#c9a5ef;--d-org:#1d3b60;--d-org-l:#86b9f5;--d-loc:#174a34;--d-loc-l:#71d3a4;--d-grp:#3c3c3c;--d-grp-l:#b5b5b5;"
    "--d-time:#4b4010;--d-time-l:#e6c84f;--d-qty:#5a3212;--d-qty-l:#f3a477;--d-said:#23262b;--d-said-l:#9ca3af;"
    "--d-q0:#c4c4c4;--d-q1:#8fd0ff;--d-q2:#7fe0c0;--d-q3:#ffd27a;--d-q4:#ffb095;--d-qink:#101010"
)
_RULES = """
@media (prefers-color-scheme:dark){
html:not([data-theme=light],[theme=light]) body:not([data-jp-theme-light],[data-theme=light],[data-md-color-scheme],.vscode-light)
.dondoo{DARK}}
[data-jp-theme-light=false] .dondoo,[data-theme=dark] .dondoo,[theme=dark] .dondoo,[data-md-color-scheme=slate] .dondoo,
.vscode-dark .dondoo,.vscode-high-contrast .dondoo{DARK}
.dondoo{background:var(--jp-layout-color0,var(--d-base));color:var(--jp-content-font-color1,var(--d-ink0));
font-family:var(--jp-content-font-family,system-ui,sans-serif);font-size:var(--jp-content-font-size1,14px);line-height:1.5;max-width:68em;
padding:.6em .9em;border:1px solid var(--d-rule);border-radius:6px;overflow-wrap:anywhere;box-sizing:border-box;text-align:left}
.dondoo .dondoo-h{font-size:1.35em;font-weight:600;line-height:1.6;margin:.1em 0 .3em}
.dondoo .dondoo-meta{display:flex;flex-wrap:wrap;gap:.2em 1em;color:var(--d-dim);font-size:.88em;margin:.2em 0 .7em}
.dondoo .dondoo-meta b{color:var(--jp-content-font-color1,var(--d-ink0));font-weight:600}
.dondoo .dondoo-error{border-left:4px solid var(--d-q4);padding:.2em .7em;margin:.5em 0}
.dondoo .dondoo-text p{white-space:pre-wrap;margin:0 0 .65em;line-height:2;max-width:52em}
.dondoo .dondoo-text .dondoo-h{line-height:1.75;margin-bottom:.3em}
.dondoo .dondoo-text .dondoo-inner{font-weight:600}
.dondoo-m{background:none;color:inherit;padding:.1em .2em;border-radius:3px 3px 0 0;
box-decoration-break:clone;-webkit-box-decoration-break:clone}
.dondoo-m[data-l]::after{content:attr(data-l);font-size:.66em;font-weight:600;font-style:normal;letter-spacing:.03em;margin-left:.4em;
vertical-align:.08em;white-space:nowrap}
.dondoo-per{background:var(--d-per);color:var(--d-ink);border-bottom:2px solid var(--d-per-l)}
.dondoo-org{background:var(--d-org);color:var(--d-ink);border-bottom:2px solid var(--d-org-l)}
.dondoo-loc{background:var(--d-loc);color:var(--d-ink);border-bottom:2px solid var(--d-loc-l)}
.dondoo-grp{background:var(--d-grp);color:var(--d-ink);border-bottom:2px solid var(--d-grp-l)}
.dondoo-nominal{border-bottom:2px dashed var(--d-dim)}
.dondoo-nominal[data-l]::after,.dondoo-quote[data-l]::after{font-weight:400;font-size:.72em}
.dondoo-time{background:var(--d-time);color:var(--d-ink);border-bottom:2px dotted var(--d-time-l)}
.dondoo-quantity{background:var(--d-qty);color:var(--d-ink);border-bottom:3px double var(--d-qty-l)}
.dondoo-quote{background:var(--d-said);color:var(--d-ink);padding:.25em .1em;border-bottom:1px solid var(--d-said-l)}
.dondoo-event{color:var(--d-qink);background:var(--d-q0);border-radius:3px}
.dondoo-event.dondoo-q1,.dondoo-chip.dondoo-q1{background:var(--d-q1)}
.dondoo-event.dondoo-q2,.dondoo-chip.dondoo-q2{background:var(--d-q2)}
.dondoo-event.dondoo-q3,.dondoo-chip.dondoo-q3{background:var(--d-q3)}
.dondoo-event.dondoo-q4,.dondoo-chip.dondoo-q4{background:var(--d-q4)}
.dondoo-chip{display:inline-block;background:var(--d-q0);
color:var(--d-qink);border-radius:3px;padding:0 .4em;font-size:.85em;font-weight:600}
.dondoo-zone{color:var(--d-dim);font-style:italic}
.dondoo-line{display:block;font-size:.92em}
.dondoo-zone[data-l]::before{content:attr(data-l);font-style:normal;font-size:.72em;font-weight:600;border:1px solid currentColor;
border-radius:3px;padding:0 .3em;margin-right:.5em;white-space:nowrap}
.dondoo-ctl{font-family:var(--jp-code-font-family,monospace);
font-size:.75em;border:1px dashed currentColor;border-radius:3px;padding:0 .2em;
unicode-bidi:isolate}
.dondoo details{margin:.35em 0}
.dondoo summary{cursor:pointer;font-weight:600;padding:.1em .2em;display:list-item;width:fit-content}
.dondoo summary:focus-visible,.dondoo-scroll:focus-visible{outline:3px solid var(--d-link);outline-offset:1px;border-radius:3px}
.dondoo-scroll{overflow-x:auto;margin:.3em 0 .6em;overflow-wrap:break-word}
.dondoo-t.dondoo-t{border-collapse:collapse;width:auto;min-width:min(100%,40em);margin:0;font-size:.9em;border:0;table-layout:auto;display:table}
.dondoo-t.dondoo-t.dondoo-t th,.dondoo-t.dondoo-t.dondoo-t td{text-align:left;vertical-align:top;padding:.3em .7em .3em .2em;border:0;
border-bottom:1px solid var(--d-rule);background:none;color:inherit;white-space:normal;max-width:34em;line-height:1.45}
.dondoo-t.dondoo-t.dondoo-t th{font-weight:600;white-space:nowrap;border-bottom:2px solid var(--d-rule)}
.dondoo-t.dondoo-t.dondoo-t tr{background:none}
.dondoo-t.dondoo-t.dondoo-t td.dondoo-one{white-space:nowrap}
.dondoo-t.dondoo-t.dondoo-t td.dondoo-long{min-width:14em}
.dondoo-t.dondoo-t.dondoo-t td.dondoo-n,.dondoo-t.dondoo-t.dondoo-t th.dondoo-n{text-align:right;font-variant-numeric:tabular-nums}
.dondoo-small{color:var(--d-dim);font-size:.88em;margin:.2em 0}
.dondoo-cols{display:flex;flex-wrap:wrap;gap:0 2.5em}
.dondoo-cols>div{flex:1 1 20em;min-width:0}
.dondoo.dondoo .dondoo-svg{display:block;width:100%;min-width:560px;max-width:720px;height:auto;margin:.3em 0}
.dondoo-svg text{fill:var(--jp-content-font-color1,var(--d-ink0));font-size:11px;font-family:inherit}
.dondoo-svg line{stroke:var(--d-rule)}
.dondoo-svg .dondoo-q1{fill:var(--d-q1)}.dondoo-svg .dondoo-q2{fill:var(--d-q2)}.dondoo-svg .dondoo-q3{fill:var(--d-q3)}
.dondoo-svg .dondoo-q4{fill:var(--d-q4)}
"""

STYLE = f"<style>.dondoo{{{_LIGHT}}}{_RULES.replace('DARK', _DARK)}</style>"
