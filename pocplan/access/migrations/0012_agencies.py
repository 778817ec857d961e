"""Agencies of the country team: bodies of their own, with a representative; see sql/agencies.sql."""

from django.db import migrations, models

from pocplan.access.operations import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0011_observers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="compartment",
            name="audience",
            field=models.CharField(
                choices=[
                    ("mission", "Mission"),
                    ("force", "Force"),
                    ("police", "Police"),
                    ("analysis", "Analysis"),
                    ("human_rights", "Human rights"),
                    ("leadership", "Leadership"),
                    ("cluster", "Cluster"),
                    ("cluster_own", "Cluster, own members"),
                    ("cluster_lead", "Cluster coordination"),
                    ("hc", "HC and HCT"),
                    ("country_team", "Country team"),
                    ("agency", "Agency of the country team"),
                    ("observer", "Observers"),
                    ("shared", "Shared"),
                    ("commons", "Everybody in this operation"),
                    ("directory", "People and posts"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="owner",
            name="kind",
            field=models.CharField(
                choices=[
                    ("mission", "Mission"),
                    ("cluster", "Cluster"),
                    ("humanitarian_team", "Humanitarian country team"),
                    ("country_team", "UN country team"),
                    ("agency", "Agency of the country team"),
                    ("administration", "Administration of the system"),
                ],
                max_length=24,
            ),
        ),
        migrations.AlterField(
            model_name="post",
            name="kind",
            field=models.CharField(
                choices=[
                    ("senior_poc_adviser", "Senior PoC Adviser"),
                    ("poc_adviser", "PoC Adviser"),
                    ("force_planner", "Force planner"),
                    ("police_planner", "Police planner"),
                    ("analyst", "JOC or JMAC analyst"),
                    ("human_rights_officer", "Human rights officer"),
                    ("child_protection_adviser", "Child protection adviser"),
                    ("women_protection_adviser", "Women's protection adviser"),
                    ("civil_affairs_officer", "Civil affairs officer"),
                    ("field_office_head", "Head of field office"),
                    ("section_officer", "Officer of a section"),
                    ("head_of_mission", "Head of Mission"),
                    ("chief_of_staff", "Chief of Staff"),
                    ("force_commander", "Force Commander"),
                    ("police_commissioner", "Police Commissioner"),
                    ("deputy_head", "Deputy Head of Mission (DSRSG)"),
                    ("resident_coordinator", "Resident Coordinator"),
                    ("humanitarian_coordinator", "Humanitarian Coordinator"),
                    ("agency_representative", "Representative of an agency"),
                    ("agency_focal_point", "Focal point of an agency"),
                    ("ocha_officer", "OCHA civil-military coordination officer"),
                    ("cluster_coordinator", "Cluster coordinator"),
                    ("cluster_colead", "Cluster co-lead"),
                    ("cluster_member", "Cluster member"),
                    ("observer", "Observer"),
                    ("host_state_body", "Body of the host state"),
                    ("administrator", "Administrator of the system"),
                ],
                max_length=32,
                verbose_name="kind of post",
            ),
        ),
        RunSqlFile("pocplan/access/sql/agencies.sql"),
    ]
