"""Who sees what, and through which ways: the tables the service is asked against, to be read by eye.

In WHO a cell says over which area the role is held where that is seen: ``h`` at the station whose matter it
is, ``a`` above it, over the city; ``e`` would be elsewhere, at another station of the city and in another
city. A dot: in no way. ``purpose`` is an auditor who has said what for. A capital letter: every page that shows
it asks first what the file is opened for, and shows it then; a list shows its row of it, a count counts it. The order waits: to give it is the duty of its station's desk.
Whoever else a file is about is named to an auditor by the record as well, which has asked what for itself.
"""

WHO = """
                   | taker dispatch patrol desk chief command auditor purpose admin
name               | .     .        .      ha   ha    ha      .       ha      .
phone              | .     .        .      ha   ha    ha      .       ha      .
national ID        | .     .        .      ha   ha    ha      .       ha      .
file               | .     .        .      HA   HA    HA      .       HA      .
file number        | .     .        .      ha   ha    ha      .       ha      .
confidential file  | .     .        .      HA   HA    HA      .       HA      .
respondent         | .     .        .      HA   HA    HA      .       ha      .
respondent's phone | .     .        .      HA   HA    HA      .       HA      .
statement          | .     .        .      HA   HA    HA      .       HA      .
document           | .     .        .      HA   HA    HA      .       HA      .
document's content | .     .        .      HA   HA    HA      .       HA      .
property           | .     .        .      HA   HA    HA      .       HA      .
task               | .     .        .      HA   HA    HA      .       HA      .
order              | .     .        .      hA   hA    HA      .       HA      .
outside referral   | .     .        .      HA   HA    HA      .       HA      .
question           | .     .        .      HA   HA    HA      .       HA      .
written by message | .     .        .      HA   HA    HA      .       HA      .
notice             | .     .        .      ha   ha    ha      .       ha      .
message            | .     .        .      ha   ha    ha      ha      ha      .
visit              | .     .        .      ha   ha    ha      .       ha      .
visitor            | .     .        .      ha   ha    ha      .       ha      .
officer's phone    | .     .        .      .    ha    ha      ha      ha      ha
incident           | ha    ha       .      .    ha    ha      ha      ha      .
incident's note    | ha    ha       .      .    ha    ha      ha      ha      .
caller             | a     a        .      .    a     a       a       a       .
secret caller      | .     a        .      .    .     a       .       .       .
"""

# In charge is a patrol officer of the station who has the file, and whose own phone is meant; nobody has
# signed in and holds no role; anyone has not signed in; citizen and other are two parties on their own page.
OTHERS = """
                   | in_charge nobody anyone citizen other
name               | yes       .      .      .       .
phone              | yes       .      .      .       .
national ID        | .         .      .      .       .
file               | yes       .      .      .       .
file number        | yes       .      .      yes     yes
confidential file  | .         .      .      .       .
respondent         | yes       .      .      .       .
respondent's phone | yes       .      .      .       .
statement          | yes       .      .      .       .
document           | yes       .      .      .       .
document's content | yes       .      .      .       .
property           | yes       .      .      .       .
task               | yes       .      .      .       .
order              | .         .      .      .       .
outside referral   | yes       .      .      .       .
question           | yes       .      .      yes     .
written by message | yes       .      .      .       .
notice             | yes       .      .      .       .
message            | .         .      .      .       .
visit              | .         .      .      .       .
visitor            | .         .      .      .       .
officer's phone    | yes       .      .      .       .
incident           | .         .      .      .       .
incident's note    | .         .      .      .       .
caller             | .         .      .      .       .
secret caller      | .         .      .      .       .
"""

# Of what a program sees with one scope and a commander's roles over the city; with all others together: nothing.
SCOPES = {
    "calls:read": {"caller", "secret caller"},
    "incidents:read": {"incident", "incident's note"},
    "people:read": {"officer's phone"},
}

# Through which ways it is shown at all, to those who may see it: what stands on a page is not in a list as well.
WAYS = """
                   | page list search autocomplete count export API
name               | yes  .    .      yes          yes   yes    .
phone              | yes  .    .      yes          .     .      .
national ID        | yes  .    .      .            .     .      .
file               | yes  .    .      .            yes   .      .
file number        | yes  yes  yes    yes          .     yes    .
confidential file  | yes  .    .      .            yes   .      .
respondent         | yes  .    .      .            .     yes    .
respondent's phone | yes  .    .      .            .     .      .
statement          | yes  .    .      .            yes   .      .
document           | yes  .    .      .            yes   .      .
document's content | yes  .    .      .            .     .      .
property           | yes  yes  .      .            yes   .      .
task               | yes  yes  .      .            yes   .      .
order              | yes  .    .      .            yes   .      .
outside referral   | yes  .    .      .            yes   .      .
question           | yes  yes  .      .            .     .      .
written by message | yes  .    .      .            .     .      .
notice             | .    .    .      .            yes   .      .
message            | .    .    .      .            yes   .      .
visit              | .    .    .      .            yes   .      .
visitor            | yes  yes  .      .            .     yes    .
officer's phone    | yes  .    .      .            yes   .      yes
incident           | yes  yes  .      .            yes   .      yes
incident's note    | yes  yes  .      .            .     yes    yes
caller             | yes  yes  .      .            yes   yes    yes
secret caller      | yes  .    .      .            .     .      yes
"""


def table(text: str) -> dict[str, dict[str, str]]:
    """By the words before the bar, the cells after it by the heads of their columns."""
    first, *lines = text.strip("\n").splitlines()
    heads = first.split("|")[1].split()
    found = {}
    for line in lines:
        what, cells = line.split("|")
        found[what.strip()] = dict(zip(heads, cells.split(), strict=True))
    return found


def heads(text: str) -> list[str]:
    return text.strip("\n").splitlines()[0].split("|")[1].split()
