"""What a subscriber can set, by buttons or by typing.

- `subject` is what each thing that can be set declares; `menu` has them all, and takes what is typed and pressed.
- Every other module is one of them. Its buttons carry whole values, so that pressing an old one does what it says.
"""

from __future__ import annotations
