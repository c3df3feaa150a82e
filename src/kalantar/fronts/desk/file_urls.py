"""Addresses of the files."""

from django.urls import path

from kalantar.fronts.desk import (
    citizens,
    documents,
    file,
    files,
    item,
    opening,
    outside,
    papers,
    statements,
    tasks,
    work,
)

app_name = "files"
urlpatterns = [
    path("", files.open_files, name="open"),
    path("work/", work.work, name="work"),
    path("mine/", files.mine, name="mine"),
    path("referred/", files.referred, name="referred"),
    path("questions/", citizens.questions, name="questions"),
    path("copies/", citizens.copies, name="copies"),
    path("overdue/", tasks.overdue, name="overdue"),
    path("unassigned/", tasks.unassigned, name="unassigned"),
    path("find/", files.find, name="find"),
    path("new/", opening.new, name="new"),
    path("new/categories/", opening.categories, name="categories"),
    path("new/fields/<uuid:category>/", opening.fields, name="fields"),
    path("new/persons/", opening.persons, name="persons"),
    path("new/somebody/", opening.somebody, name="somebody"),
    path("new/open/", opening.open_file, name="open_file"),
    path("<uuid:id>/", file.file, name="file"),
    path("<uuid:id>/receipt/", opening.receipt, name="receipt"),
    path("<uuid:id>/persons/", file.persons, name="file_persons"),
    path("<uuid:id>/somebody/", file.somebody, name="file_somebody"),
    path("<uuid:id>/documents/", documents.take_in, name="take_in_document"),
    path("<uuid:id>/property/", item.take_in, name="take_in_item"),
    path("<uuid:id>/statement/", statements.begin, name="begin_statement"),
    path("<uuid:id>/tasks/<uuid:task>/<slug:verb>/", tasks.act, name="act_on_task"),
    path("<uuid:id>/outside/<uuid:referral>/letter/", outside.letter, name="outside_letter"),
    path("<uuid:id>/outside/<uuid:referral>/<slug:verb>/", outside.act, name="act_on_outside"),
    path("<uuid:id>/notices/", papers.notices, name="notices"),
    path("<uuid:id>/papers/<uuid:paper>/", papers.paper, name="paper"),
    path("<uuid:id>/papers/<slug:kind>/", papers.issue, name="issue"),
    path("<uuid:id>/<slug:verb>/", file.act, name="act"),
]
