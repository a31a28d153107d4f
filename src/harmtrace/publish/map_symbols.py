"""The marks of a map and what each means: told apart by form and line, not by colour alone."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from harmtrace.publish.tongue import N_

Symbol = Literal[
    "point", "many", "crowd", "near", "candidates", "incidents_area", "incidents_circle", "totals_area", "totals_circle"
]

SYMBOLS: dict[Symbol, tuple[Markup, str]] = {
    "point": (Markup('<circle class="point" cx="18" cy="12" r="6"/>'), N_("Filled dot: an incident at a town or site")),
    "many": (
        Markup('<circle class="point" cx="18" cy="12" r="9"/>'),
        N_("Larger dot: several incidents at one place"),
    ),
    "crowd": (
        Markup('<circle class="point" cx="18" cy="12" r="11"/><text class="count" x="18" y="16">12</text>'),
        N_("Dot with a number: so many incidents at several places too close to tell apart here"),
    ),
    "near": (
        Markup('<circle class="near" cx="18" cy="12" r="9"/><path class="cross" d="M15,12H21M18,9V15"/>'),
        N_("Ring or sector with a solid edge: somewhere in it, near a place or along a road"),
    ),
    "candidates": (
        Markup('<path class="maybe" d="M18,4L26,12L18,20L10,12Z"/>'),
        N_("Hollow diamond: one of several places of that name; which one is not known"),
    ),
    "incidents_area": (
        Markup(
            '<rect class="area" x="4" y="4" width="28" height="16"/><path class="hatch" d="M8,20L20,4M16,20L28,4"/>'
        ),
        N_("Hatched area: incidents somewhere in it, at no point that is known"),
    ),
    "incidents_circle": (
        Markup('<circle class="vague" cx="18" cy="12" r="10"/><path class="hatch" d="M12,17L21,6M16,19L25,8"/>'),
        N_("Hatched circle with a dotted edge: incidents somewhere in a region whose edge is vague"),
    ),
    "totals_area": (
        Markup('<rect class="area" x="4" y="4" width="28" height="16"/>'),
        N_("Dashed area: only figures for several incidents are told of it"),
    ),
    "totals_circle": (
        Markup('<circle class="vague" cx="18" cy="12" r="10"/>'),
        N_("Dotted circle: only figures for several incidents are told of a region whose edge is vague"),
    ),
}
